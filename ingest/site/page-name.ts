const SHORTEST = 4;
const LONGEST = 120;
/** Between a page's own name and the names of its column and site. */
const BETWEEN = / ?[|_] ?| [-—–]+ |——/;

const clean = (text: string) => text.slice(0, 1_000).replace(/[\s\u00a0\u3000]+/g, ' ').trim();

/**
 * A page's own name: its heading, or its title without the name of the site behind it. The heading of many sites is
 * the site's name, which then ends the title too.
 *
 * @example pageName('关于停水的通知_清河县人民政府', '清河县人民政府') // '关于停水的通知'
 */
export function pageName(title: string, heading: string): string {
  const whole = clean(title);
  const own = clean(heading);
  if (own.length >= SHORTEST && own.length <= LONGEST && (own === whole || !whole.endsWith(own))) return own;
  const first = whole.split(BETWEEN).find((part) => part.length >= 2) ?? whole;
  return (first === '' ? own : first).slice(0, LONGEST);
}
