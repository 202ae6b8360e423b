import * as z from 'zod';

/** Operations only the shell itself may call: they speak of paths, which clients never see. */
export const shellContract = {
  'shell.registerFile': z.strictObject({
    path: z.string(),
    name: z.string().optional(),
    purpose: z.enum(['read', 'write']),
    temporary: z.boolean().optional(),
  }),
  'shell.filePath': z.strictObject({ fileId: z.string() }),
  'shell.releaseClient': z.strictObject({ client: z.string() }),
  'shell.quit': z.strictObject({}),
};
