import { define } from './define.ts';

/**
 * What collectors go by on the phone: the first sentence for whoever answers, the rest once it is clear that it is the
 * customer.
 */
export const calls = [
  define({
    id: 'call-offer',
    stage: 'call',
    purpose: 'collect',
    channels: ['voice'],
    texts: {
      'zh-CN': {
        subject: '电话沟通',
        body: '您好，我是{creditor}的工作人员，本次通话可能会录音。请问是{name}本人吗？\n\n谢谢。[[{disclosure}]]您尾号{loanTail}的账户自{dueOn}起逾期，至今{daysPastDue}天，金额{amount}。想了解一下您目前的情况，看看是否可以约定一个还款日期，或者分期偿还。您可以通过{howToPay}还款，请不要转账到任何个人账户。如对金额有异议，我可以为您登记，核实期间有异议的部分不会向您收取。\n\n如需联系我们或投诉，请致电{contact}。[[{help}]][[{stop}]]',
      },
      en: {
        subject: 'Call',
        body: 'Hello, I am calling from {creditor}, and this call may be recorded. Am I speaking with {name}?\n\nThank you. [[{disclosure} ]]Your account ending {loanTail} has been overdue since {dueOn}, {daysPastDue} days by today; {amount} is outstanding. I would like to understand your situation and see whether we can agree on a date, or on instalments that you can afford. You can pay {howToPay}; please never pay to the account of a person. If you think that the amount is wrong, I will record that, and the disputed amount is not collected while we look into it.\n\nTo reach us, or to complain: {contact}.[[ {help}]][[ {stop}]]',
      },
    },
  }),
  define({
    id: 'call-firm',
    stage: 'call',
    purpose: 'collect',
    channels: ['voice'],
    texts: {
      'zh-CN': {
        subject: '电话沟通',
        body: '您好，我是{creditor}的工作人员，本次通话可能会录音。请问是{name}本人吗？\n\n谢谢。[[{disclosure}]]您尾号{loanTail}的账户自{dueOn}起逾期，至今{daysPastDue}天，金额{amount}，仍未还款。如果暂时无法全部还清，我们可以一起确定一个可行的方案；若一直没有安排，我们会寄送书面通知。您可以通过{howToPay}还款，请不要转账到任何个人账户。如对金额有异议，我可以为您登记，核实期间有异议的部分不会向您收取。\n\n如需联系我们或投诉，请致电{contact}。[[{help}]][[{stop}]]',
      },
      en: {
        subject: 'Call',
        body: 'Hello, I am calling from {creditor}, and this call may be recorded. Am I speaking with {name}?\n\nThank you. [[{disclosure} ]]Your account ending {loanTail} has been overdue since {dueOn}, {daysPastDue} days by today, and {amount} is still open. If you cannot pay all of it now, let us find an arrangement that works. Without one we will write to you formally. You can pay {howToPay}; please never pay to the account of a person. If you think that the amount is wrong, I will record that, and the disputed amount is not collected while we look into it.\n\nTo reach us, or to complain: {contact}.[[ {help}]][[ {stop}]]',
      },
    },
  }),
  // Nothing of a debt: whoever listens to the machine is told no more than whom to call back (12 CFR 1006.2(j)).
  define({
    id: 'voicemail-limited',
    stage: 'any',
    purpose: 'collect',
    channels: ['voice'],
    texts: {
      'zh-CN': { subject: '语音留言', body: '您好，这里是{creditor}，留言给{name}。请回电{contact}。谢谢。' },
      en: {
        subject: 'Voicemail',
        body: 'Hello, this is {creditor} with a message for {name}. Please call us back: {contact}. Thank you.',
      },
    },
  }),
];
