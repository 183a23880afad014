// @ts-check
import { byId, el } from './dom.js';

const GAP = 8;

/**
 * One tip for the whole page, beside what the mouse is on. It repeats what the row shows when opened, so that nobody
 * who has no mouse misses anything.
 * @param {HTMLElement} target
 * @param {() => string[]} lines
 */
export function tipOn(target, lines) {
  target.addEventListener('pointerenter', (event) => { if (event.pointerType === 'mouse') show(target, lines()); });
  target.addEventListener('pointerleave', hideTip);
}

/**
 * @param {HTMLElement} target
 * @param {string[]} lines
 */
function show(target, lines) {
  const tip = byId('tip');
  tip.replaceChildren(...lines.map((line) => el('p', {}, line)));
  tip.hidden = false;
  const at = target.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = at.bottom + GAP + height < window.innerHeight;
  tip.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - width - GAP))}px`;
  tip.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
}

export function hideTip() {
  byId('tip').hidden = true;
}

document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hideTip(); });
document.addEventListener('scroll', hideTip, true);
