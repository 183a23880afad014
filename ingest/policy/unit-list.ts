import { isUnit } from './unit-names.ts';

/** Words of role behind a list of offices. `按职责分工分别牵头落实`, `配合`. */
export const BY = '(?:[,、 ]?(?:按照?|根据|依据|依照)(?:各自|部门)?(?:的)?(?:工作)?职[责能](?:任务)?(?:范围|权限)?(?:和|及)?(?:任务)?(?:分工)?|[,、 ]?按照?(?:任务)?分工|[,、 ]?(?:分别|共同|联合|具体|统一|统筹|协同|分头|分级|根据各自职责))*';
const BY_END = new RegExp(`${BY}$`);
const ET_CETERA = /等(?:相关|有关|各|多个)?(?:责任|职能|成员)?(?:部门|单位|处室|科室|股室|机构|委办局)?$|等\d{1,2}(?:个|家)(?:部门|单位)$/;
const NEGLIGIBLE = /^(?:同上|按职责分工|分工负责|无|\/|-+|—+|〃|″)$/;

/** A part of a text by its places. */
export interface Piece {
  from: number;
  to: number;
}

/** Pieces between commas, semicolons and full stops outside of brackets; blanks before a label part, too. */
export function clausesOf(folded: string): Piece[] {
  const out: Piece[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= folded.length; i++) {
    const c = folded[i];
    if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    const cut = c === undefined || (depth === 0 && (/[,;。]/.test(c) || (c === ' ' && /^ *(?:牵头|主办|责任|配合|协办|参与|协助)[^ ]{0,6}:/.test(folded.slice(i, i + 24)))));
    if (!cut) continue;
    if (i > from) out.push({ from, to: i });
    from = i + 1;
  }
  return out;
}

export function trimmed(folded: string, { from, to }: Piece): Piece {
  while (from < to && /[\s、由:]/.test(folded[from]!)) from++;
  while (to > from && /[\s、]/.test(folded[to - 1]!)) to--;
  return { from, to };
}

/** Whether a folded text is a list of offices. */
export const isList = (folded: string) => namesIn(folded, folded, { from: 0, to: folded.length }).length > 0;

/** The names in a piece of a list, cut out of the text as it was written. */
export function namesIn(text: string, folded: string, piece: Piece): string[] {
  const names: string[] = [];
  for (const one of split(folded, trimmed(folded, piece))) {
    let { from, to } = trimmed(folded, one);
    let words = folded.slice(from, to);
    const rest = ET_CETERA.exec(words);
    if (rest && rest.index > 0) {
      to = from + rest.index;
      words = folded.slice(from, to);
    }
    const remark = /\((?:按照?|根据)[^()]{0,8}分工[^()]{0,4}\)$/.exec(words);
    if (remark && remark.index > 0) {
      to = from + remark.index;
      words = folded.slice(from, to);
    }
    const by = BY_END.exec(words);
    if (by && by[0] !== '' && by.index > 0) {
      to = from + by.index;
      words = folded.slice(from, to);
    }
    if (NEGLIGIBLE.test(words) || !isUnit(words)) continue;
    names.push(text.slice(from, to).replace(/\s+/g, ''));
  }
  return names;
}

/** At 、 and blanks outside of brackets, and at 和, 及, 与 between two names that each stand alone. */
export function split(folded: string, { from, to }: Piece): Piece[] {
  const out: Piece[] = [];
  let depth = 0;
  let start = from;
  for (let i = from; i <= to; i++) {
    const c = i === to ? undefined : folded[i];
    if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    else if (c === undefined || (depth === 0 && /[、/ ,;\n]/.test(c))) {
      out.push({ from: start, to: i });
      start = i + 1;
    } else if (depth === 0 && /[和及与]/.test(c) && i > start) {
      const left = folded.slice(start, i).trim();
      const right = folded.slice(i + 1, to).split(/[、 ,;]/, 1)[0]!;
      if (STANDS_ALONE.test(left) && isUnit(left) && isUnit(right.replace(ET_CETERA, '').replace(BY_END, ''))) {
        out.push({ from: start, to: i });
        start = i + 1;
      }
    }
  }
  return out.filter((one) => one.to > one.from);
}

const STANDS_ALONE = /^(?:[各其]|属下|下属|直属|所属)|(?:[局委办厅处科股室部院署]|中心|单位|部门|机关|政府|公司|集团|街道|管委会|[支大]队|银行|学校)$/;
