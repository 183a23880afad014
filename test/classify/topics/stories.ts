import { readWeights } from '../../../classify/weights-file.ts';
import { modelOf, SHIPPED_WEIGHTS, type Model } from '../../../classify/model.ts';

/** Messages of four matters, two of them about one estate, written for these tests. */
export interface Story {
  id: number;
  matter: string;
  title: string;
  body: string;
  /** ms since 1970 */
  at: number;
}

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 1);

const TOLD: Record<string, [string, string][]> = {
  plant: [
    ['云栖花园旁边搅拌站噪音扰民', '云栖花园小区北面建了一座混凝土搅拌站,水泥车日夜进出,噪音和粉尘让人没法开窗,请环保部门查处。'],
    ['投诉云栖花园附近的搅拌站', '我是云栖花园业主,搅拌站离我们楼只有一百米,半夜搅拌机轰鸣,灰尘落满阳台,请求关停这个混凝土搅拌站。'],
    ['搅拌站粉尘污染,云栖花园居民苦不堪言', '云栖花园北侧的搅拌站没有环评就开工,水泥粉尘漫天,孩子咳嗽不止,望环保局处理搅拌站污染。'],
    ['请求搬走云栖花园小区旁的混凝土搅拌站', '搅拌站每天凌晨装料,噪音超标,粉尘严重,云栖花园小区上千户居民强烈要求搅拌站搬迁。'],
  ],
  lift: [
    ['云栖花园3栋电梯天天坏', '云栖花园3栋的电梯这个月困人五次,物业不维修,老人出不了门,请特种设备部门检查电梯。'],
    ['云栖花园电梯困人物业不管', '云栖花园3栋电梯又困人了,电梯维修拖了半个月,业主要求更换电梯,物业推诿。'],
  ],
  school: [
    ['青禾小学食堂饭菜变质,学生呕吐', '青禾小学食堂昨天中午的饭菜变质,十几名学生呕吐腹泻,请查食堂卫生。'],
    ['青禾小学学生集体呕吐', '孩子在青禾小学食堂吃饭后呕吐腹泻,班里好几个学生都这样,食堂饭菜有问题。'],
    ['要求调查青禾小学食堂', '青禾小学多名学生食物中毒,呕吐发烧,家长要求公开食堂进货和留样,彻查食堂饭菜。'],
  ],
  bus: [
    ['建议218路公交延长到松林村', '松林村没有公交车,老人看病要走很远,希望218路公交延长线路到松林村,早晚各加几班。'],
    ['松林村盼通218路公交车', '我们松林村村民出行不便,请公交公司把218路终点站延到松林村口。'],
  ],
};

/** The stories, shuffled together in time as they would come. */
export function stories(): Story[] {
  const all: Story[] = [];
  const lists = Object.entries(TOLD);
  for (let round = 0; round < 4; round += 1) {
    for (const [k, [matter, told]] of lists.entries()) {
      const one = told[round];
      if (one) all.push({ id: all.length + 1, matter, title: one[0], body: one[1], at: START + (round * lists.length + k) * DAY });
    }
  }
  return all;
}

let model: Model | undefined;
export const testModel = (): Model => (model ??= modelOf(readWeights(SHIPPED_WEIGHTS)));
