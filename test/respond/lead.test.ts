import { describe, expect, it } from 'vitest';
import { CATEGORY_CODES } from '../../model/index.ts';
import { loadProfile } from '../../profiles/load.ts';
import { leadUnits } from '../../respond/lead.ts';

const under = (id: string) => loadProfile(id);

describe('leadUnits', () => {
  it('takes the first unit that the document names, the others assist', () => {
    expect(leadUnits('FIN', under('yangzhou-2018'))).toEqual({ lead: '市财政局', assist: ['市金融办', '人民银行', '银监分局'], from: 'document' });
    expect(leadUnits('DIS', under('yangzhou-2018'))).toEqual({ lead: '市民政局', assist: [], from: 'document' });
  });

  it('falls to the document’s rest, then to the general table', () => {
    expect(leadUnits('EDU', under('jiangmen-2021'))).toEqual({ lead: '办公室', assist: ['各股室', '属下单位'], from: 'document' });
    expect(leadUnits('HOU', under('jiyang-2023'))).toEqual({ lead: '事发镇街或主管部门', assist: [], from: 'document' });
    expect(leadUnits('TRA', under('yangzhou-2018'))).toEqual({ lead: '交通运输局', assist: [], from: 'generic' });
    expect(leadUnits('EDU', under('zhejiang-mzt-2020'))).toEqual({ lead: '教育局', assist: [], from: 'generic' });
  });

  it('picks the subtopic that a hint speaks of, else the first of the document', () => {
    expect(leadUnits('DRC', under('hlj-fgw-2016')).lead).toBe('投资处');
    expect(leadUnits('DRC', under('hlj-fgw-2016')).assist).toEqual(['社会处', '移民办', '铁路处', '交通处', '农经处', '稽察办']);
    expect(leadUnits('DRC', under('hlj-fgw-2016'), 'PPP 项目何时签约')).toEqual({ lead: '投资处', assist: [], from: 'document' });
    expect(leadUnits('DRC', under('hlj-fgw-2016'), '水的价格为什么涨').lead).toBe('物价处');
    expect(leadUnits('WAG', under('hlj-fgw-2016')).lead).toBe('办公室');
  });

  it('names a unit without notes for every category', () => {
    const leads = CATEGORY_CODES.map((code) => leadUnits(code, under('national')).lead);
    expect(leads.filter((lead) => /[()();;→]|^$/.test(lead))).toEqual([]);
    expect([leads[CATEGORY_CODES.indexOf('FDS')], leads[CATEGORY_CODES.indexOf('GRV')]]).toEqual(['市场监督管理局', '民政局基层政权处']);
  });
});
