import { config } from 'zod';

// The page may not make code from text; schemas would try it once each, and every refusal counts as a blocked request.
config({ jitless: true });
