import iconv from 'iconv-lite';

/** Text in GB18030 bytes, as latin1 characters. */
export const gb = (text: string): string => iconv.encode(text, 'gb18030').toString('latin1');
export const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
export const base64 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('base64').replace(/.{76}/g, '$&\r\n');
/** `=?gb2312?B?…?=` of latin1 bytes. */
export const word = (charset: string, latin1: string): string => `=?${charset}?B?${Buffer.from(latin1, 'latin1').toString('base64')}?=`;
export const quotedPrintable = (latin1: string): string => latin1.replace(/[\x80-\xff=]/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).replace(/(?:=[0-9A-F]{2}|[^=\r\n]){20}/g, '$&=\r\n');

const USUAL = { 'Message-ID': '<1@qq.com>', From: 'zhang@qq.com', To: 'szxx@qinghe.gov.cn', Subject: 'letter', Date: 'Tue, 24 Nov 2026 10:00:00 +0800' };

/** A mail as bytes: the usual headers, changed by `headers` (null leaves one out), and a body; all latin1. */
export function mail(headers: Record<string, string | null>, body: string): Buffer {
  const all = { ...USUAL, ...headers };
  const lines = Object.entries(all).filter(([, v]) => v !== null).map(([n, v]) => `${n}: ${v}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

/** Parts between boundaries: each is its headers and its body. */
export function multipart(boundary: string, ...parts: [headers: string, body: string][]): string {
  return `${parts.map(([headers, body]) => `--${boundary}\r\n${headers}\r\n\r\n${body}\r\n`).join('')}--${boundary}--\r\n`;
}
