import { meaningOf } from '../hotline/aliases.ts';
import { nameKey } from '../table/names.ts';

/** Keys as the programs of letter boxes name them, by the column name that is recognised. */
const KEYS: Record<string, string> = {
  来信编号: 'serial serialno serialnum serialnumber sn code letterno lettercode letterid mailno mailid num bh bianhao lsh messageid msgid questionid consultid xjbh wtbh zxbh',
  来信时间: `writetime writedate letterdate lettertime maildate mailtime submittime submitdate submitat addtime adddate inputtime inputdate asktime askdate
    questiontime questiondate consulttime consultdate posttime posted createdon created ctime gmtcreate sendtime senddate sendat lxsj tjsj xjsj timestamp
    dateline threadsdateline threadschecktime checktime`,
  来信人: 'writer sender author realname truename writername askname membername citizen citizenname lxr xm',
  来信主题: 'theme lettertitle mailtitle asktitle questiontitle consulttitle bt zt xjbt lxbt wtbt zxbt xjzt',
  来信内容: 'question lettercontent mailcontent askcontent questioncontent consultcontent consultcontents contents detailcontent message msgcontent nr lxnr xjnr wtnr zxnr lynr',
  信件类型: 'type typename lettertype mailtype msgtype questiontype consulttype categorytype kind purpose lx xjlx',
  一级分类: 'domainname fieldname lingyu ly',
  办理状态: 'stateinfo statusname statename statusdesc statustext handlestatus handlestate letterstatus dealstatus progress zt1 blzt',
  办理单位: `dept deptname departmentname orgname organization organname organ handledept handledepartment handleunit handleorg dealdept replydept replydepartment
    replyunit replyorg answerdept answerunit unitname undertaker bldw cldw hfdw dfdw hfbm dfbm`,
  处理情况: 'result handleresult dealresult answercontent answertext replytext replymessage replydetail handlecontent handleopinion opinion feedbackcontent hfnr dfnr blqk cljg bljg clqk',
  办理时间: 'replydate answerdate answerdateline replydateline answeron replyon handletime handledate dealtime dealdate feedbacktime finishdate hfsj blsj dfsj hfrq dfrq',
  事发地址: 'address addr place area areaname region regionname district districtname',
  联系电话: 'mobilephone cellphone contactphone phoneno phonenum tel1 lxdh sjh',
  收信领导: 'forumname leadername leader tolead receiver receivername sendto',
};

const table = new Map(Object.entries(KEYS).flatMap(([name, keys]) => keys.split(/\s+/).map((key) => [key, name] as const)));

/** The name of a key as a header is recognised: `deptName` → 办理单位; what is known, or is nothing we know, stays. */
export function columnNameOf(key: string): string {
  if (meaningOf(key) !== null) return key;
  return table.get(nameKey(key)) ?? key;
}
