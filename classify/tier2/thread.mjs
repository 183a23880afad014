// In a checkout the thread is TypeScript and registers its own loader, as cli/bin.mjs does for the command; the large
// package comes before it, because the loader would read it through once more.
import { register } from 'tsx/esm/api';

await import('@huggingface/transformers');
register();
await import('./thread.ts');
