import type { AuditFamily } from '../../rule.ts';

export const LAWYER_ZH: AuditFamily = {
  concepts: {
    lawyer: `
      律师 律所 律师事务所 代理律师 法律顾问 主办律师 首席律师 律师团 律师团队 法务律师 诉讼律师 诉讼代理人
      代理人 律师函 法律部律师 大律师 执业律师`,
    'lawyer.contact': '律师事务所来电 律所来电 律师正式通知 律师通知你 律师来电 律师提醒你 律师警告',
    'lawyer.yours': `
      您的律师 你的律师 咨询律师 委托律师 委托了律师 聘请律师 请律师 找律师 联系律师 询问律师 律师身份
      您委托的律师 由律师`,
  },
  lifts: ['excuse.report', 'excuse.ban', 'lawyer.yours'],
  rules: [
    {
      category: 'impersonate_lawyer',
      reason: 'claims to be a lawyer',
      needs: ['self.claim', 'lawyer'],
      near: 16,
      within: 'clause',
      inOrder: true,
      lifts: ['not.me'],
      unless: { speaker: 'lawyer' },
    },
    {
      category: 'impersonate_lawyer',
      reason: 'speaks in the name of a law firm',
      needs: ['lawyer.contact'],
      unless: { speaker: 'lawyer' },
    },
    {
      category: 'impersonate_lawyer',
      reason: 'speaks as a lawyer, which the speaker is not',
      needs: ['lawyer', 'you.rude|self'],
      near: 14,
      when: { speaker: 'collections' },
      lifts: ['not.me', 'excuse.right'],
    },
  ],
};
