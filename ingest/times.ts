export { parseFeedDate } from './times/absolute.ts';
export { parseRelativeTime, parseTimeAt, type TimeAt } from './times/relative.ts';
