const RANGES = ['\\0-\\x08', '\\x0b\\x0c', '\\x0e-\\x1f', '\\ufffe\\uffff'];

/** Characters that XML 1.0 §2.2 does not allow; half characters apart, which decoding does not give. */
export const FORBIDDEN = new RegExp(`[${RANGES.join('')}]`);
