/** The vocabularies that feeds speak, and the one we do not: `other`. `''` is RSS, which has no namespace. */
export type Vocabulary = '' | 'atom' | 'atom03' | 'rss1' | 'dc' | 'dcterms' | 'content' | 'xhtml' | 'rdf' | 'media' | 'itunes' | 'other';

const KNOWN: [RegExp, Vocabulary][] = [
  [/^http:\/\/www\.w3\.org\/2005\/atom\/?$/, 'atom'],
  [/^http:\/\/purl\.org\/atom\/ns/, 'atom03'],
  [/^http:\/\/(?:purl\.org\/rss\/1\.0\/?$|my\.netscape\.com\/(?:rdf|publish)|channel\.netscape\.com\/rdf|purl\.org\/net\/rss1)/, 'rss1'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.[01]\/?$/, 'dc'],
  [/^http:\/\/purl\.org\/dc\/terms\/?$/, 'dcterms'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/, 'content'],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml\/?$/, 'xhtml'],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/, 'rdf'],
  [/^http:\/\/search\.yahoo\.com\/(?:mrss|rss)/, 'media'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast/, 'itunes'],
  [/^http:\/\/(?:backend\.userland\.com|blogs\.law\.harvard\.edu\/tech|www\.rssboard\.org|cyber\.law\.harvard\.edu)/, ''],
];

/** What a prefix means where the document forgot to bind it. */
const HABIT = new Map<string, Vocabulary>(Object.entries({
  '': '', atom: 'atom', dc: 'dc', dcterms: 'dcterms', content: 'content', xhtml: 'xhtml', rdf: 'rdf', media: 'media', itunes: 'itunes', rss: '',
}));

/** The vocabulary of a namespace name; case and https do not matter. */
export function vocabularyOf(uri: string): Vocabulary {
  const plain = uri.trim().toLowerCase().replace(/^https:/, 'http:');
  if (plain === '') return '';
  return KNOWN.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other';
}

/** What a prefix means: as bound, else as usual. */
export function vocabularyFor(prefix: string, bindings: ReadonlyMap<string, Vocabulary>): Vocabulary {
  return bindings.get(prefix) ?? HABIT.get(prefix.toLowerCase()) ?? 'other';
}
