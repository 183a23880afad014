import { parseHTML } from 'linkedom';
import { YuqingError } from '../../model/index.ts';
import type { PageElement } from './tree.ts';

const NUMBER = 'data-yuqing-box';
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'textarea', 'title', 'svg', 'math', 'iframe']);
const LONGEST_VALUE = 2_000;

/** Whether a text is a CSS selector that can be asked. */
export function isSelector(selector: string): boolean {
  try {
    parseHTML('<p></p>').document.querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

/**
 * The elements that a CSS selector names, in document order. The tree is written out anew first, mended and of bounded
 * depth, so that nothing in the page reaches the DOM that could keep it busy.
 *
 * @throws CONFIG_INVALID when the selector is none
 */
export function select(root: PageElement, selector: string): PageElement[] {
  const boxes: PageElement[] = [];
  const html: string[] = [];
  const write = (box: PageElement) => {
    for (const part of box.children) {
      if (typeof part === 'string') html.push(escape(part));
      else if (!SILENT.has(part.tag) && /^[a-z][\w-]{0,30}$/.test(part.tag)) {
        if (part.tag === 'html' || part.tag === 'body' || part.tag === 'head') {
          write(part);
          continue;
        }
        html.push(`<${part.tag} ${NUMBER}="${boxes.length}"${attributesOf(part)}>`);
        boxes.push(part);
        if (VOID.has(part.tag)) continue;
        write(part);
        html.push(`</${part.tag}>`);
      }
    }
  };
  write(root);
  const { document } = parseHTML(`<!doctype html><html><body>${html.join('')}</body></html>`);
  let found: Iterable<{ getAttribute(name: string): string | null }>;
  try {
    found = document.querySelectorAll(selector);
  } catch (error) {
    throw new YuqingError('CONFIG_INVALID', `不是能用的 CSS 选择器:${selector.slice(0, 200)}`, '请写成 ul.news-list li a 的样子', { cause: error });
  }
  return [...found].flatMap((element) => boxes[Number(element.getAttribute(NUMBER) ?? -1)] ?? []);
}

const escape = (text: string) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c);

function attributesOf(box: PageElement): string {
  return Object.entries(box.attributes).slice(0, 30)
    .filter(([name]) => /^[a-z][\w:.-]{0,40}$/.test(name) && name !== NUMBER)
    .map(([name, value]) => ` ${name}="${escape(value.slice(0, LONGEST_VALUE)).replaceAll('"', '&quot;')}"`).join('');
}
