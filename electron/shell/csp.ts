/**
 * The content security policy of both shells: nothing comes from anywhere but the program itself.
 * `style-src 'unsafe-inline'` is for the style attributes that the control library writes; `frame-src blob:` for the
 * hidden frame behind the print dialog, whose document inherits this policy. Trusted Types hold because
 * renderer/trusted-types.ts declares the only policy.
 */
const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/** The value of the `Content-Security-Policy` header. */
export const contentSecurityPolicy = directives.join('; ');
