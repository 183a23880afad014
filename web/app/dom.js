// @ts-check
/**
 * The only way this page makes elements. What people wrote arrives as a string child, becomes a text node and can
 * become nothing else: no markup is ever parsed here.
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Props
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props] attributes; `onclick` and the like are listeners; null, undefined and false are left out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 * @example el('button', { type: 'button', class: 'more', onclick: open }, '查看更多')
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== false).map((c) => /** @type {Node | string} */ (c)));
  return element;
}

/**
 * An element of the page by its id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} in the page`);
  return found;
}

/** Outlines on a 16-unit grid. Levels differ by shape as well as by colour. */
const OUTLINES = {
  红: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2zM8 4.2v4.4M8 11.6v.2',
  橙: 'M8 1.6 15.2 14.4H.8zM8 6v4M8 12.2v.2',
  黄: 'M8 .9 15.1 8 8 15.1.9 8zM8 4.6v4M8 11.2v.2',
  蓝: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 7.2v4.2M8 4.6v.2',
  late: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2',
  soon: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 4.2v4.6M8 11.4v.2',
  fine: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 4.2V8l2.6 1.8',
  down: 'M3.5 6 8 10.5 12.5 6',
};

/**
 * @param {keyof typeof OUTLINES} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', OUTLINES[name]);
  svg.append(path);
  return svg;
}

/**
 * Puts these children into a parent in this order, moving only what is out of place, so that focus and open rows stay.
 * @param {Element} parent
 * @param {Element[]} children
 */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of Array.from(parent.children)) if (!wanted.has(child)) child.remove();
  children.forEach((child, k) => {
    if (parent.children[k] !== child) parent.insertBefore(child, parent.children[k] ?? null);
  });
}
