// In a checkout the thread is TypeScript and registers its own loader, as cli/bin.mjs does for the command.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
