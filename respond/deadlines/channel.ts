/**
 * One name per channel 渠道, whatever an export or a profile calls it: `12345政府服务热线`, `12345政府热线` and
 * `政务服务便民热线` are `12345`. The first line that fits decides; a name that no line knows is itself.
 */
const CHANNELS: readonly [RegExp, string][] = [
  [/依申请公开|信息公开申请/, '依申请公开'],
  [/寄语市长/, '寄语市长'],
  [/12345|(?:市民服务|政务服务|政府服务)(?:便民)?热线/, '12345'],
  [/信访/, '信访'],
];

/** `channelKey('12345政府服务热线')` → `'12345'`; `channelKey(' 省长信箱 ')` → `'省长信箱'` */
export function channelKey(name: string): string {
  const plain = name.normalize('NFKC').replace(/[\s“”"'《》【】]/gu, '');
  return CHANNELS.find(([pattern]) => pattern.test(plain))?.[1] ?? plain;
}
