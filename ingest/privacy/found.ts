/** `name` is what the writer calls himself, `person` anybody else; `paper` a passport, permit or certificate of service. */
export type PersonalKind =
  | 'phone' | 'landline' | 'id' | 'bank' | 'plate' | 'email' | 'wechat' | 'qq'
  | 'account' | 'paper' | 'name' | 'person' | 'address' | 'pupil';

/** Something personal that stood in a text, in the clear: keep it only where contact data is kept. */
export interface Found {
  kind: PersonalKind;
  value: string;
}

/** Notes what is hidden, and gives back what stands there instead. */
export type Hide = (kind: PersonalKind, value: string, masked: string) => string;

/** Stands for what is hidden wholly: an account, a mail address, the number of a paper. */
export const HIDDEN = '******';
/** Stands for a door, a class, a child's name. */
export const GONE = '***';
