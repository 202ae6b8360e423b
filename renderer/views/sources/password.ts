/**
 * The password of the file in the wizard. It is kept in the memory of this page alone: no draft, no plan and no storage of the
 * browser holds it, and it is gone with the wizard, or with another file.
 */
let kept: { readonly fileId: string; readonly password: string } | null = null;

/** What a call on a file says about its password. */
export const passwordOf = (fileId: string): { password?: string } =>
  kept?.fileId === fileId ? { password: kept.password } : {};

export function keepPassword(fileId: string, password: string): void {
  kept = { fileId, password };
}

export function forgetPassword(): void {
  kept = null;
}
