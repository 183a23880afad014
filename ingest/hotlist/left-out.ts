import type { Fields } from './fields.ts';

const ADVERT_FLAGS = ['isad', 'ad', 'isadvert', 'advert', 'isadvertisement', 'topicad', 'iscommercial', 'ispromoted', 'promoted', 'sponsored'];
const PINNED_FLAGS = ['istop', 'ispinned', 'pinned', 'isfixed', 'sticky'];
const LABELS = ['icondesc', 'smallicondesc', 'flagdesc', 'labelname', 'labeltext', 'label', 'tag', 'mark', 'badge', 'icon'];
const KINDS = ['type', 'cardtype', 'itemtype'];
const ADVERT_LABEL = /^(?:荐|商|广|广告|推广|赞助|商业|ad|ads)$/i;
const ADVERT_KIND = /^(?:ads?|adverts?|advertisements?|.{0,40}_advert)$/i;

/**
 * Why an entry is no part of the ranking: somebody paid for its place (a flag, a type, the label 荐 or 商), or the site
 * pinned it above. Null for all others.
 */
export function reasonToLeaveOut(fields: Fields): 'adverts' | 'pinned' | null {
  const isAdvert = ADVERT_FLAGS.some((name) => isSet(fields.get(name)))
    || LABELS.some((name) => ADVERT_LABEL.test(String(fields.get(name) ?? '').trim()))
    || KINDS.some((name) => ADVERT_KIND.test(String(fields.get(name) ?? '').trim()));
  if (isAdvert) return 'adverts';
  return PINNED_FLAGS.some((name) => isSet(fields.get(name))) ? 'pinned' : null;
}

const isSet = (value: string | number | boolean | undefined) => value === true || value === 1 || value === '1' || value === 'true';
