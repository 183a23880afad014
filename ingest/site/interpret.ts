import { articleness } from '../page/list-urls.ts';
import { isNameOf, subjectOf } from './subject.ts';

/** How pages call an interpretation, in the words of a link that leads to one. */
const INTERPRETS = /解读|一图(?:读|看|速)懂|图解|图说|(?:政策)?问答|答记者问|新闻发布(?:会|厅)|政策吹风|动漫说|微视频|长图/;
/** Such words alone say nothing of which document: the link itself is the sign. */
const LONGEST_LABEL = 14;
/** A document revised is interpreted anew: an older interpretation is that of the older one. */
export const EARLIEST_MS = 30 * 24 * 3_600_000;

export interface Titled {
  url: string;
  title: string;
  /** Milliseconds since 1970. */
  at: number | null;
}

export const isInterpretation = (text: string): boolean => INTERPRETS.test(text);

/** Whether an interpretation, by its title, is one of this document: it names it in 《》, or speaks of the same matter. */
export function interprets(interpretation: Titled, document: Titled): boolean {
  if (interpretation.at !== null && document.at !== null && interpretation.at < document.at - EARLIEST_MS) return false;
  return isNameOf(interpretation.title, document.title);
}

/**
 * The link on a document's page that leads to its interpretation, or null. A link that names a document must name this
 * one: beside every document stand “最新解读” of others. A bare “政策解读” that leads to a column is a menu.
 *
 * @param furniture addresses that the document column links to as well: menus, and the interpretation column itself
 */
export function linkToInterpretation(document: Titled, links: readonly { url: string; text: string }[], furniture: ReadonlySet<string>): string | null {
  for (const { url, text } of links) {
    if (url === document.url || furniture.has(url) || !isInterpretation(text)) continue;
    const own = text.replace(/[【】[\]()()::>>»\s]/g, '');
    const isLabel = own.length <= LONGEST_LABEL && !/[《》]/.test(own) && subjectOf(own).length < 4;
    if (isLabel && articleness(url) >= 0) return url;
    if (isNameOf(text, document.title)) return url;
  }
  return null;
}

/** An interpretation's page leads to a few documents at most: its own. More is a list beside the text. */
const MOST_OWN = 3;

/** The documents that an interpretation's page links back to. */
export function linkedBack(links: readonly { url: string }[], documents: ReadonlySet<string>, furniture: ReadonlySet<string>): string[] {
  const back = links.map((link) => link.url).filter((url) => documents.has(url) && !furniture.has(url));
  return back.length <= MOST_OWN ? back : [];
}
