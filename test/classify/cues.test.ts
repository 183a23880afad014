import { describe, expect, it } from 'vitest';
import { flagCues, typeCue, urgencyCue } from '../../classify/cues.ts';

it.each([
  ['市民来电咨询:老年证在哪里办', null],
  ['市民微信咨询 新房何时交付', null],
  ['请问公租房怎么申请', null],
  ['市民来电投诉:楼下烧烤油烟', null],
  ['市民来电建议:路口加装红绿灯', null],
  ['关于在东门增设公交站的建议', '建议'],
  ['实名举报某砖厂夜间偷排', '举报'],
  ['求助!孩子走失', '求助'],
  ['市民来电表扬:环卫工人拾金不昧', '表扬'],
  ['感谢民警帮我找回钱包', '表扬'],
  ['我向教育局咨询过三次,没人答复', null],
  ['路灯坏了', null],
  ['', null],
])('typeCue(%j) is %s', (text, expected) => {
  expect(typeCue(text)).toBe(expected);
});

describe('urgencyCue', () => {
  it.each(['楼道里现在起火了', '三楼天然气泄漏', '桥上有人要跳河,有人跳楼', '救命!', '小区停水已两天', '何时恢复供电', '目前整栋楼停电'])('%s: 紧急', (text) => {
    expect(urgencyCue(text)).toBe('紧急');
  });
  it.each(['医保是老百姓的救命钱', '车打不着火怎么办', '去年此处曾起火,希望加装消防栓', '计划停水为何不提前通知', '电梯困人多次,望检修'])('%s: left to the model', (text) => {
    expect(urgencyCue(text)).toBeNull();
  });
});

describe('flagCues', () => {
  it.each([
    ['政策朝令夕改', ['重大政策']],
    ['新规什么时候执行', []],
    ['再不管我就找电视台', ['媒体介入']],
    ['记者昨天来采访了', ['媒体介入']],
    ['保姆虐待老人', ['道德底线']],
    ['网上流出一份机密级文件', ['涉密提示']],
    ['新政府大楼何时启用', []],
    ['路灯坏了', []],
  ])('%s', (text, expected) => {
    expect(flagCues(text)).toEqual(expected);
  });
});
