import type { AuditFamily } from '../../rule.ts';

export const THIRD_PARTY_ZH: AuditFamily = {
  concepts: {
    'third.address': `
      房东 阿姨 叔叔 叔 大爷 大妈 大姐 大娘 伯父 伯母 大伯 婶 奶奶 爷爷 老板 领导 经理 店长 校长 老师 主任
      书记 班主任 hr 人事 同学 邻居 亲家 嫂子 姐夫 舅舅 姑姑 姨 队长 房东您好 物业 前台 姐 哥 大哥 师傅 嫂
      妹子 大叔 大婶 先生 女士 部长 科长 处长 村长 支书 总 老总 亲戚 家长`,
    'their.kin': `
      您儿子 您女儿 您老公 您丈夫 您先生 您老婆 您太太 您妻子 您爱人 您弟弟 您哥哥 您哥 您姐姐 您姐 您妹妹
      您妹 您侄女 您侄子 您外甥 您孙子 您女婿 您媳妇 您儿媳 您爸 您妈 您父亲 您母亲 您男朋友 您女朋友
      您同事 您员工 您下属 您朋友 您租客 您的租客 您邻居 您学生 您徒弟 您室友 您前妻 您前夫 您同学 您家孩子
      您孩子 您亲戚 您表哥 您表弟 您表妹 您堂哥 您堂弟 您家小 您家那位 你儿子 你女儿 你老公 你丈夫 你老婆
      你弟弟 你哥哥 你哥 你姐姐 你姐 你妹妹 你妹 你侄女 你侄子 你外甥 你孙子 你女婿 你媳妇 你爸 你妈
      你男朋友 你女朋友 你同事 你员工 你下属 你朋友 你租客 你邻居 你学生 你徒弟 你室友 你亲戚 你们公司的
      你们单位的 贵公司的 贵司员工 你手下 您手下 手下的员工 你们员工 您们员工 贵单位员工 你们那的 你们店
      你们厂 您公司的 您单位的 您店里 您班上 您的儿子 您的女儿 您的丈夫 您的妻子 您的弟弟 您的哥哥 您的姐姐
      您的妹妹 您的同事 您的员工 您的下属 您的朋友 您的学生 您的邻居 您的侄子 您的室友 你家邻居 您家邻居
      您家亲戚 您家那口子 您家儿子 您家闺女 您闺女 你闺女 您家侄子 您兄弟 你兄弟 您战友 您老乡 您老板
      您合伙人 您司机 您家保姆 您学徒 您组员 您部门的 您家租客 您房客 您的房客 您前女友 您前男友 您弟媳
      您姐夫 您妹夫 您亲家 您班里 您班学生 您小区的 您村的 你们村的 您们公司 您厂里 您外甥女 您孙女 您姑娘
      您小舅子 您大舅子 您表妹夫`,
    'kin.of': `
      的姐姐 的哥哥 的弟弟 的妹妹 的爸爸 的妈妈 的父亲 的母亲 的老婆 的妻子 的老公 的丈夫 的同事 的领导
      的老板 的朋友 的家属 的家人 的亲戚 的室友 的房东 的邻居 的老师 的经理 的上司 的主管 的联系人
      的紧急联系人 的儿子 的女儿 的同学 的男朋友 的女朋友 的表哥 的舅舅 的叔叔 的爱人 他妈妈 他爸爸 她妈妈
      她爸爸 他家属 他同事 他领导 他家人 他朋友 的班主任 的父母 的爸 的妈 的爹 的媳妇 的姐 的哥 的弟 的妹
      的岳父 的岳母 的合伙人 的客户 的房客 的舍友 的战友 的老乡 的前妻 的前夫 他父亲 她父亲 他母亲 她母亲
      他老婆 她老公 他爱人 他儿子 她儿子 他女儿`,
    'others.circle': `
      单位 公司 领导 老板 同事 家人 家里人 亲戚 亲戚朋友 亲友 父母 爸妈 爹妈 老婆 老公 朋友 邻居 通讯录
      联系人 hr 人事 人事部 学校 老师 村里 全村 村委会 紧急联系人 老家 丈母娘 岳父 岳母 公婆 亲家 七大姑
      女朋友 男朋友 对象 同学 客户 合作伙伴 辅导员 导师 身边的人 身边所有 认识的人 认识你的人 所有人
      每一个人 爷爷奶奶 儿子 女儿 孩子 人力资源 人力资源部 人力 财务 老总 上级 主管 部门 街坊 街坊邻居
      左邻右舍 村干部 村支书 班主任 学院 导员 校领导 纪检 组织部 党委 工会 合作方 供应商 客户们 甲方 家族
      舅舅 姑妈 姨妈 表哥 前妻 前夫 老板娘 战友 朋友圈好友 微信好友 手机里的人 通话记录`,
    tell: `
      告诉 通知 打给 打电话给 打电话 联系 告知 说清楚 知道 找他 找你 找到 群发 发给 打到 打去 打一遍 挨个
      通报 反映 聊聊 谈谈 说说 讲讲 抖出来 捅出去 捅到 说出去 传出去 替你还 帮你还 要钱 要债 讨债 爆 打个遍
      打爆 都打 发短信 发函 问问 评评理 讲清楚 送 逐一 一个个 挨家挨户 发给你 已经发给 寄到 寄给 寄一份
      传真 备案 约谈 打过去 过去 捎个话 带个话 说道说道 评理 讨个说法 要个说法 走一趟 过去一趟 告诉一声
      知会 挨个通知 全知道 都晓得 晓得`,
    'job.loss': `
      开除 辞退 丢工作 丢饭碗 饭碗 炒鱿鱼 炒了你 没工作 失业 走人 卷铺盖 工作保不住 干不下去 约谈 停职
      丢了工作 丢掉工作 保不住工作 工作别想 别想上班 上不了班 班别想 班都 开了你 炒了 滚蛋走人 处分你
      通报批评 影响晋升`,
    'pay.for': `
      替他还 替她还 帮他还 帮她还 代他还 替他垫 替她垫 帮他垫 代还 垫上 垫一下 先垫 您先垫 替儿子还
      替女儿还 您来还 您还 您替 您帮 劝他 劝她 劝劝 让他还 让她还 叫他还 叫她还 催他 催她 转告他 转告她
      让他赶紧 让她赶紧 父债子还 子债父还 夫债妻还 母债子还 替您儿子 见到他让 见到她让 带话给他 帮忙转达
      转达 替你儿子 替你女儿 您出钱 您拿钱 您先拿钱 您先给 家里帮 家里出 帮着还 一起还 您做父母 您当父母
      当父母的 当爹的 当妈的 管管他 管管她 您管管 担起来 父母也有责任 您也有责任 也跑不了 亲舅舅 亲叔叔
      亲哥 亲姐 亲爹 亲妈 钱垫 垫了吧 替他把 替她把 帮他把 帮她把 代他把`,
    'secret.kept': `
      不方便透露 不便透露 不便说明 无法透露 不能透露 不能向您透露 只能与本人 只能和本人 本人沟通 保密 隐私
      不便告知 不方便说 不方便告知 无法向您说明 与本人核实 不透露 不会透露 不会告诉 不会联系 不会向 不向
      不谈及 不会谈及 不会提及 只用于 仅用于 不会说明 没有提及 没有透露 没有说 未提及 未透露 没提 没有告诉`,
    'self.pay': '您本人 由您本人 您可以请 您可请 您也可以请',
  },
  lifts: ['excuse.report', 'excuse.obligor', 'secret.kept', 'excuse.ban'],
  rules: [
    {
      category: 'third_party_disclosure',
      reason: 'tells somebody else of the debt',
      needs: ['their.kin', 'debt'],
      near: 20,
      liftsAnywhere: ['secret.kept', 'excuse.obligor'],
      lifts: ['self.pay', 'excuse.regret'],
      unless: { listener: 'obligor' },
    },
    {
      category: 'third_party_disclosure',
      reason: 'tells somebody else of the debt',
      needs: ['third.address', 'he', 'debt'],
      near: 40,
      liftsAnywhere: ['secret.kept', 'excuse.obligor'],
      unless: { listener: 'obligor' },
    },
    {
      category: 'third_party_disclosure',
      reason: 'tells somebody else of the debt',
      needs: ['kin.of', 'debt'],
      near: 30,
      liftsAnywhere: ['secret.kept', 'excuse.obligor'],
      lifts: ['excuse.regret', 'self.pay'],
      unless: { listener: 'obligor' },
    },
    {
      category: 'third_party_disclosure',
      reason: 'tells somebody else of the debt',
      needs: ['he', 'debt'],
      near: 8,
      liftsAnywhere: ['secret.kept', 'excuse.obligor'],
      lifts: ['excuse.regret', 'self.pay', 'excuse.customer'],
      unless: { listener: 'obligor' },
    },
    {
      category: 'third_party_disclosure',
      reason: 'speaks of the debt to somebody who does not owe it',
      needs: ['debt'],
      when: { listener: 'third-party' },
      lifts: ['excuse.regret'],
      liftsAnywhere: ['secret.kept', 'excuse.obligor'],
    },
    {
      category: 'third_party_disclosure',
      reason: 'wants somebody to pay who does not owe',
      needs: ['pay.for', 'debt|pay'],
      near: 20,
      liftsAnywhere: ['excuse.obligor'],
      unless: { listener: 'obligor' },
      lifts: ['excuse.right'],
    },
    {
      category: 'third_party_disclosure',
      reason: 'threatens to tell others of the debt',
      needs: ['tell', 'others.circle', 'you.rude'],
      near: 14,
      lifts: ['excuse.right', 'excuse.customer', 'excuse.regret'],
    },
    {
      category: 'third_party_disclosure',
      reason: 'threatens the job',
      needs: ['job.loss', 'others.circle|you.rude'],
      lifts: ['excuse.right', 'excuse.customer'],
    },
  ],
};
