/** What a proof checks, told line by line; whether all of it held. */
export interface Proof {
  check(what: string, ok: boolean, detail?: string): void;
  say(text: string): void;
  readonly faults: readonly string[];
}

export function createProof(print: (line: string) => void = console.log): Proof {
  const faults: string[] = [];
  return {
    faults,
    say: print,
    check(what, ok, detail = '') {
      print(`  ${ok ? '✓' : '✗'} ${what}${detail && `:${detail}`}`);
      if (!ok) faults.push(what);
    },
  };
}
