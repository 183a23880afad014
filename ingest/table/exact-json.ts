/** Strings are passed over; a run of digits that is no part of a decimal or an exponent is a whole number. */
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;

/**
 * JSON in which whole numbers of 16 digits and more (order numbers, snowflake ids) stay exact, as text. It is parsed as
 * it stands first: on text that is no JSON the search for strings would take time beyond its length.
 *
 * @throws SyntaxError
 * @example parseExactJson('{"id":20180404159024001,"lng":119.4123456789012345}') // → { id: '20180404159024001', lng: 119.41… }
 */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return value;
  return JSON.parse(text.replace(STRING_OR_LONG_NUMBER, (m) => (m.startsWith('"') ? m : `"${m}"`)));
}
