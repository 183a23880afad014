import { loadDuties, loadUnitAliases } from '../../profiles/load.ts';

const ISSUED = '[^,\\uff0c。;\\uff1b!?\\n]{0,6}(?:出台|印发|发布|制定|下发|公布|颁布)';
let named: RegExp | undefined;

/** Names of units that may have issued a policy, longest first. */
function issuers(): RegExp {
  const { same, renames } = loadUnitAliases();
  const names = new Set([
    ...same.flatMap((u) => [u.name, u.short, ...u.also ?? []]), ...renames.flatMap((r) => r.old),
    ...Object.values(loadDuties().duties).flatMap((list) => list.map((d) => d.lead)),
  ].filter((n) => /[局委办厅会室]$/u.test(n)));
  return new RegExp(`((?:[省市区县])?(?:${[...names].sort((a, b) => b.length - a.length).join('|')}))${ISSUED}`, 'u');
}

/** The unit that a text says has issued the policy: `市教育局刚出台的划片新规` → 市教育局; null where it names none. */
export function issuerIn(text: string): string | null {
  named ??= issuers();
  return named.exec(text)?.[1] ?? null;
}
