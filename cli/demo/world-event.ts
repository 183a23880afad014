import type { Random } from './world-random.ts';

/** The rising matter: children sick after an off-site caterer's lunch. Everything in it is made up. */
export const EVENT_TITLE = '清河市第三小学学生午餐后呕吐';

/** What parents tell the hotline about it, the first caller first. */
export const EVENT_CALLS: readonly string[] = [
  '孩子在清河市第三小学读二年级，吃了配餐公司的午餐回家就呕吐，同班还有四个孩子也在呕吐，像是食物中毒。',
  '清河市第三小学三年级学生家长反映，孩子吃了配餐公司送的午餐后呕吐、拉肚子，怀疑饭菜没热透。',
  '我家孩子在清河市第三小学上四年级，午餐后呕吐两次，班里六个学生肚子疼，请查查配餐公司的饭菜是不是变质。',
  '清河市第三小学多名学生吃配餐后呕吐，医院里碰到十几家，要求按食品安全事件处理，把午餐留样封存送检。',
  '孩子吃了清河市第三小学的午餐呕吐发热，医院初步看是食物中毒，正在输液，请问配餐公司谁来管。',
  '清河市第三小学的午餐是穗香园配餐公司送的，孩子说鸡块变质有酸味，午餐后呕吐，请假的学生有九个。',
  '清河市第三小学五年级家长来电，学生吃了配餐公司的午餐集体呕吐，怀疑食物中毒，学校只说是肠胃感冒。',
  '请市场监管部门马上去查穗香园配餐公司的后厨，清河市第三小学的学生吃了它送的午餐呕吐，我家两个孩子都中招。',
  '孩子从清河市第三小学回来一直呕吐，吃的是配餐公司的午餐，医生说像食物中毒，学校至今没有说法。',
  '清河市第三小学午餐后呕吐的学生越来越多，家长问配餐公司有没有食品经营许可证，校门口没人回答。',
  '我是清河市第三小学学生的爷爷，孙子午餐后呕吐拉肚子住了院，医药费谁管，配餐公司电话没人接，食品安全没人负责吗。',
  '家长要求公布清河市第三小学配餐公司的招标过程和午餐留样检测结果，学生呕吐不能一句感冒打发。',
  '清河市第三小学三年级二班有八个学生午餐后呕吐，都吃了配餐公司的饭菜，请食品安全执法人员到校抽检。',
  '清河市第三小学还继续用这家配餐公司的午餐吗，这么多学生呕吐，能不能先停了让家长自己送饭。',
  '孩子吃了配餐公司的午餐呕吐到脱水，清河市第三小学校医只给了一包口服盐，医院说疑似食物中毒。',
  '几十位家长在清河市第三小学门口等说法，吃了配餐公司午餐呕吐的学生已经有三十多人，食物中毒不能捂着。',
  '反映穗香园配餐公司送到清河市第三小学的午餐保温箱是坏的，饭菜不加热就分给学生，呕吐的都是订餐的孩子。',
];

interface Post {
  title: string;
  body: string;
  author: string;
}

/** The posts that others repost. */
export const EVENT_POSTS: readonly [Post, Post, Post] = [
  { title: '清河市第三小学好多孩子午餐后呕吐，有没有同校的家长', author: '清河论坛 槐花满巷',
    body: '我家孩子在清河市第三小学，吃完学校的午餐回来吐了三回。班级群里一问，光我们班就有七个。听说午餐是穗香园配餐公司送的，饭菜有酸味，学校说是肠胃感冒，我看就是食物中毒，食品安全到底谁来管？' },
  { title: '清河市第三小学多名学生午餐后出现呕吐腹泻，家长质疑配餐公司', author: '清河晚报',
    body: '记者接到多位家长反映，清河市第三小学部分学生在校用过午餐后出现呕吐、腹泻。有家长怀疑食物中毒，担心饭菜变质。午餐由穗香园配餐公司统一配送。记者致电校方，对方称正在了解情况。' },
  { title: '第三小学午餐的事，三问配餐公司', author: '清河身边事',
    body: '清河市第三小学学生午餐后呕吐，家长最想知道三件事：穗香园配餐公司怎么中的标？午餐留样有没有封存抽检？呕吐的学生到底有多少人？食品安全的事捂是捂不住的，早说早安心。' },
];

/** Reposts: the same words with the scars that copying leaves. `'…'` → `'【转发】…'`, a cut, a swapped word. */
export function repost(post: Post, nth: number, random: Random): Post {
  const { title, body } = post;
  const cut = body.slice(0, Math.max(60, Math.floor(body.length * (0.7 + 0.25 * random.next()))));
  const scars: readonly Pick<Post, 'title' | 'body'>[] = [
    { title: `【转发】${title}`, body },
    { title, body: `转自家长群：${body.replaceAll('孩子', '娃')}` },
    { title: `【转发】${title}！！`, body: `${cut}……` },
    { title: `扩散：${title}`, body: body.replaceAll('。', '！').replaceAll('学生', '小学生') },
    { title: title.replace('清河市', ''), body: `${body}大家帮忙转一转，别让帖子沉了。` },
    { title: `【转】${title}`, body: `${cut}（原帖太长，只截了一半）` },
  ];
  const scar = scars[nth % scars.length] ?? { title, body };
  return { ...scar, author: `清河论坛 ${random.pick(REPOSTERS)}` };
}

const REPOSTERS = ['河边的风', '三小家长一枚', '爱吃糖糕', '老城根儿', '二宝妈妈', '路过的张三', '青石板', '喆喆爸', '夜班司机', '豆浆不加糖', '南关大爷'] as const;

/** What the town's paper wrote when the bureaus moved: the matter is still fresh, and the first answer is out. */
export const EVENT_NEWS: readonly [Post, Post] = [
  { title: '清河市教育局：已派工作组进驻第三小学调查学生午餐后呕吐一事', author: '清河发布',
    body: '针对清河市第三小学部分学生午餐后呕吐的情况，市教育局会同市场监管、卫生健康部门成立工作组进驻学校，已对配餐公司的午餐留样和餐具采样送检，涉事配餐公司暂停供餐，结果将及时公布。' },
  { title: '市场监管部门突击检查穗香园配餐公司', author: '清河晚报',
    body: '市场监管执法人员对向清河市第三小学供应午餐的穗香园配餐公司进行突击检查，封存当日食材和午餐留样，调取进货台账。执法人员表示，学生呕吐是否与午餐有关，要等检测结果。' },
];
