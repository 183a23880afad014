import { maskText } from '../../ingest/privacy/mask.ts';

/**
 * People's words as a screen shows them (handbook §7.4). What is personal was hidden when the row came in; it is looked
 * for again, because rows of earlier versions, titles of topics and reasons of alerts come by other ways.
 * @example maskForScreen('我叫张建国,住阳光小区3栋2单元502室') // → '我叫张*,住阳光小区***'
 */
export const maskForScreen = (text: string): string => maskText(text).text;
