// @ts-check
import { el } from './dom.js';

/**
 * What a panel shows when it has nothing to show, and what to do about it.
 * @param {string} title
 * @param {string} text
 * @param {{ command?: string, action?: { name: string, run: () => void } }} [next]
 */
export function emptyState(title, text, next = {}) {
  return el('div', { class: 'state' },
    el('p', { class: 'state-title' }, title),
    el('p', {}, text),
    next.command && el('p', {}, el('code', {}, next.command)),
    next.action && el('button', { type: 'button', class: 'plain', onclick: next.action.run }, next.action.name));
}

/**
 * @param {Error} error
 * @param {() => void} retry
 */
export function errorState(error, retry) {
  return el('div', { class: 'state state-error', role: 'alert' },
    el('p', { class: 'state-title' }, '没有读到数据'),
    el('p', {}, error.message),
    el('button', { type: 'button', class: 'plain', onclick: retry }, '重试'));
}

/** @param {number} rows */
export function loadingState(rows) {
  return el('div', { class: 'state-loading' },
    el('p', { class: 'unseen' }, '正在读取…'),
    ...Array.from({ length: rows }, () => el('div', { class: 'ghost', 'aria-hidden': 'true' })));
}
