import type { Log } from '../../../workers/stage.ts';

const nothing = () => {};
export const quietLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
