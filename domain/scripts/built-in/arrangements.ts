import { defineMessage } from './define.ts';

/** What was agreed, and what became of it. */
export const arrangements = [
  defineMessage({
    id: 'promise-reminder',
    stage: 'any',
    purpose: 'promise-reminder',
    texts: {
      'zh-CN': {
        subject: '约定还款日提醒',
        body: '提醒您：您约定最迟于{promisedOn}还款{promisedAmount}（账户尾号{loanTail}）。您可以通过{howToPay}还款；如已还款，请忽略本消息。\n\n如果届时还款有困难，请提前告诉我们。谢谢。',
        short:
          '提醒您：您约定最迟于{promisedOn}还款{promisedAmount}（账户尾号{loanTail}），可通过{howToPay}还款；已还请忽略。如有变化请致电{contact}。',
      },
      en: {
        subject: 'Reminder of your arrangement',
        body: 'A reminder of what we agreed: {promisedAmount} by {promisedOn} on your account ending {loanTail}. You can pay {howToPay}. If you have just paid, please ignore this message.\n\nIf that has become difficult, please tell us before then. Thank you.',
        short:
          'a reminder of what we agreed: {promisedAmount} by {promisedOn} on your account ending {loanTail}. Pay {howToPay}; if you have paid, please ignore this. Has anything changed? Tell us: {contact}.',
      },
    },
  }),
  defineMessage({
    id: 'plan-missed',
    stage: 'any',
    purpose: 'promise-reminder',
    texts: {
      'zh-CN': {
        subject: '还款方案中的一期尚未收到',
        body: '您的还款方案（账户尾号{loanTail}）中{promisedOn}到期的款项尚有{promisedAmount}未收到。方案仍然有效，请尽快通过{howToPay}补付；如已还款，请忽略本消息。\n\n如有困难，请与我们联系，我们一起调整。',
        short:
          '您的还款方案（账户尾号{loanTail}）中{promisedOn}到期的款项尚有{promisedAmount}未收到。方案仍然有效，请通过{howToPay}补付；已还请忽略。如有困难请致电{contact}。',
      },
      en: {
        subject: 'An instalment of your plan has not reached us',
        body: 'Of your repayment plan on the account ending {loanTail}, {promisedAmount} due on {promisedOn} has not reached us yet. The plan stands: please pay it soon, {howToPay}. If you have just paid, please ignore this message.\n\nIf that is difficult, talk to us and we will look at the plan together.',
        short:
          '{promisedAmount} of your repayment plan (account ending {loanTail}), due on {promisedOn}, has not reached us yet. The plan stands: please pay soon, {howToPay}. Difficulties? Tell us: {contact}.',
      },
    },
  }),
  defineMessage({
    id: 'thanks',
    stage: 'any',
    purpose: 'acknowledge',
    texts: {
      'zh-CN': {
        subject: '感谢还款',
        body: '您尾号{loanTail}的账户逾期款项已结清，感谢您的还款。您无需再做任何事。',
        short: '您尾号{loanTail}的账户逾期款项已结清，感谢您的还款。如有疑问请致电{contact}。',
      },
      en: {
        subject: 'Thank you for your payment',
        body: 'Your account ending {loanTail} is up to date again. Thank you for your payment. There is nothing more to do.',
        short:
          'your account ending {loanTail} is up to date again. Thank you for your payment. Questions: {contact}.',
      },
    },
  }),
  defineMessage({
    id: 'settled',
    stage: 'any',
    purpose: 'acknowledge',
    texts: {
      'zh-CN': {
        subject: '逾期款项已结清',
        body: '您尾号{loanTail}的账户约定的结清款项{settledAmount}已收到，此前的逾期款项至此全部结清，不再要求您支付剩余部分。感谢您的还款。\n\n请保留本消息作为凭据。',
        short:
          '您尾号{loanTail}的账户约定的结清款项{settledAmount}已收到，此前的逾期款项全部结清，不再要求您支付剩余部分。感谢您的还款。如有疑问请致电{contact}。',
      },
      en: {
        subject: 'The overdue amount is settled',
        body: 'The {settledAmount} that we agreed on has reached us: what was overdue on your account ending {loanTail} is settled, and nothing more of it is asked for. Thank you for your payment.\n\nPlease keep this message as a record.',
        short:
          'the {settledAmount} that we agreed on has reached us: what was overdue on your account ending {loanTail} is settled, and nothing more of it is asked for. Thank you. Questions: {contact}.',
      },
    },
  }),
  defineMessage({
    id: 'plan-completed',
    stage: 'any',
    purpose: 'acknowledge',
    texts: {
      'zh-CN': {
        subject: '还款方案已完成',
        body: '您尾号{loanTail}的账户还款方案的各期款项均已收到，方案已完成。感谢您的还款。',
        short:
          '您尾号{loanTail}的账户还款方案的各期款项均已收到，方案已完成。感谢您的还款。如有疑问请致电{contact}。',
      },
      en: {
        subject: 'Your repayment plan is complete',
        body: 'Every instalment of the repayment plan on your account ending {loanTail} has reached us: the plan is complete. Thank you for your payments.',
        short:
          'every instalment of the repayment plan on your account ending {loanTail} has reached us: the plan is complete. Thank you. Questions: {contact}.',
      },
    },
  }),
];
