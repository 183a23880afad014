import type { Fault } from '../../model/index.ts';
import { isSameSite, shownUrl } from './address.ts';
import type { LinkKind } from './links.ts';
import type { Suspect } from './suspect.ts';

const NAMES: Record<LinkKind, string> = { page: '', file: '附件', image: '图片', frame: '内嵌页面', style: '样式表', script: '脚本', column: '栏目' };

const LONGEST_TEXT = 60;
/** So many links to one host that does not answer at all are one fault: the host. */
const MANY = 3;

/** The faults of all dead links. `home`: of the office's own host each page is told by itself, for its home page answers. */
export function deadLinks(dead: readonly Suspect[], home: string): Fault[] {
  const hosts = new Map<string, Suspect[]>();
  for (const suspect of dead) {
    const { origin } = new URL(suspect.url);
    const key = suspect.answered || suspect.kind === 'column' || isSameSite(suspect.url, home) ? suspect.url : origin;
    hosts.set(key, [...(hosts.get(key) ?? []), suspect]);
  }
  return [...hosts].flatMap(([origin, links]) => (links.length < MANY ? links.map(deadLink) : [deadHost(origin, links)]));
}

function deadHost(origin: string, links: readonly Suspect[]): Fault {
  const { place, why } = links[0]!;
  const first = `${pageName(place)}页面上的${place.text === '' ? '链接' : `“${shownText(place.text)}”`}`;
  return { kind: 'dead-link', key: origin, url: place.url, words: `死链:整个站点 ${origin} 打不开:${why};有 ${links.length} 个链接指向它,如${first}` };
}

/**
 * The fault of a dead link, naming the page on which a person can see it:
 * “死链:《关于…的通知》页面上的附件“附件1”(https://…)打不开:没有这个页面(404)”.
 */
export function deadLink(suspect: Suspect): Fault {
  const { place, kind, why } = suspect;
  const text = shownText(place.text);
  const what = `${NAMES[kind]}${text === '' ? '' : `“${text}”`}`;
  const where = kind === 'column' ? '' : `${pageName(place)}页面上的`;
  const pages = Math.max(suspect.pages, suspect.pagesBefore);
  const many = pages > 1 ? `;这个链接在 ${pages} 个页面上` : '';
  return {
    kind: 'dead-link', key: suspect.url, url: kind === 'column' ? suspect.url : place.url,
    words: `死链:${where}${what === '' ? '链接' : what}(${shownUrl(suspect.url)})打不开:${forFile(kind, why)}${many}`,
  };
}

const shownText = (text: string): string => text.replace(/[“”]/g, '"').slice(0, LONGEST_TEXT).trim();

function pageName({ title, url }: Suspect['place']): string {
  if (title === '') return `${shownUrl(url)} `;
  return /^《.*》$/.test(title) ? title : `《${title}》`;
}

/** A picture is no page. */
const forFile = (kind: LinkKind, why: string): string => (kind === 'page' || kind === 'column' || kind === 'frame' ? why : why.replace('没有这个页面', '没有这个文件'));
