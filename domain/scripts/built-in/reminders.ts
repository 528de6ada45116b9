import { defineMessage } from './define.ts';

/** Before anything is overdue, and in the first weeks after. */
export const reminders = [
  defineMessage({
    id: 'due-soon',
    stage: 'pre-due',
    purpose: 'pre-due',
    texts: {
      'zh-CN': {
        subject: '还款日提醒',
        body: '您尾号{loanTail}的账户将于{dueOn}到期还款，应还金额{amount}。您可以通过{howToPay}还款；如已安排好还款，请忽略本消息。\n\n如果预计还款有困难，请在到期前告诉我们，越早越便于商量。',
        short:
          '您尾号{loanTail}的账户将于{dueOn}到期还款，应还{amount}，可通过{howToPay}还款；已安排请忽略。如有困难请致电{contact}。',
      },
      en: {
        subject: 'A payment is due on {dueOn}',
        body: 'A payment of {amount} on your account ending {loanTail} is due on {dueOn}. You can pay {howToPay}. If it is on its way already, there is nothing more to do.\n\nIf you expect that paying will be difficult, please tell us before then: the earlier we know, the more we can do.',
        short:
          'a payment of {amount} on your account ending {loanTail} is due on {dueOn}. Pay {howToPay}; if it is on its way, please ignore this. Difficulties? Tell us: {contact}.',
      },
    },
  }),
  defineMessage({
    id: 'reminder-soft',
    stage: 'reminder',
    purpose: 'collect',
    texts: {
      'zh-CN': {
        subject: '还款提醒',
        body: '您尾号{loanTail}的账户有一笔款项于{dueOn}到期，我们尚未收到，目前逾期金额为{amount}。\n\n您可以通过{howToPay}还款。如已还款，请忽略本消息。\n\n如果还款有困难，请与我们联系，我们愿意与您一起商量可行的安排。如对金额有异议，也请告诉我们，核实期间有异议的部分不会向您收取。',
        short:
          '您尾号{loanTail}的账户有一笔款项于{dueOn}到期，目前逾期{amount}。可通过{howToPay}还款；已还请忽略。如有困难或异议请致电{contact}。',
      },
      en: {
        subject: 'A payment is overdue',
        body: 'A payment on your account ending {loanTail} was due on {dueOn} and has not reached us yet: {amount} is overdue.\n\nYou can pay {howToPay}. If you have just paid, please ignore this message.\n\nIf paying is difficult, talk to us: we will look for a way together. If you think that the amount is wrong, tell us: a disputed amount is not collected while we look into it.',
        short:
          'a payment on your account ending {loanTail} was due on {dueOn}; {amount} is overdue. Pay {howToPay}. Just paid? Please ignore this. Difficulties or doubts? Reach us: {contact}.',
      },
    },
  }),
  defineMessage({
    id: 'reminder-firm',
    stage: 'reminder',
    purpose: 'collect',
    texts: {
      'zh-CN': {
        subject: '逾期还款提醒',
        body: '您尾号{loanTail}的账户自{dueOn}起逾期，至今{daysPastDue}天，逾期金额为{amount}。\n\n请尽快通过{howToPay}还款，或与我们联系商定还款日期；一次还清有困难的，可以商量分期。如已还款，请忽略本消息。\n\n如对金额有异议，请告诉我们，核实期间有异议的部分不会向您收取。',
        short:
          '您尾号{loanTail}的账户自{dueOn}起已逾期{daysPastDue}天，金额{amount}。请通过{howToPay}还款，或致电{contact}商定还款日期或分期；已还请忽略，有异议请告诉我们。',
      },
      en: {
        subject: 'Your account is {daysPastDue} days overdue',
        body: 'Your account ending {loanTail} has been overdue since {dueOn}, {daysPastDue} days by today; {amount} is outstanding.\n\nPlease pay {howToPay}, or contact us to agree on a date. If you cannot pay all of it at once, we can talk about instalments. If you have just paid, please ignore this message.\n\nIf you think that the amount is wrong, tell us: a disputed amount is not collected while we look into it.',
        short:
          'your account ending {loanTail} has been overdue since {dueOn} ({daysPastDue} days) by {amount}. Please pay {howToPay}, or reach us to agree on a date or instalments, or if something is wrong: {contact}.',
      },
    },
  }),
];
