import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { emailChannel, type EmailChannel, type EmailOptions } from '../../../activities/channels/email.ts';
import { messageKey } from '../../../activities/channels/message-key.ts';
import type { OutgoingMessage } from '../../../activities/channels/ports.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { readMail, scriptedSmtp, smtpFarSide } from '../../setup/smtp-far-side.ts';

/** The real nodemailer against real SMTP servers; what the far side took is counted there. */

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function keep<T extends { close(): unknown }>(one: T): T {
  opened.push(one);
  return one;
}

const contactId = 'L1-1.4' as ContactId;
const message: OutgoingMessage = {
  ...{ contactId, channel: 'email', address: 'li.na@example.com', language: 'en' },
  subject: 'A payment is overdue',
  body: 'Dear Li Na, CNY 500.00 & more is <overdue>.\nTalk to us.',
  atMs: Date.UTC(2026, 10, 2, 2, 0),
};

function channelTo(port: number, changes: Partial<EmailOptions> = {}): EmailChannel {
  return keep(
    emailChannel({
      ...{ host: '127.0.0.1', port, secure: false, tls: 'none' as const },
      ...{ bankName: 'Example Bank', footerLines: ['1 High Street'] },
      from: 'Example Bank <collections@bank.example>',
      replyTo: 'help@bank.example',
      decrypt: (address) => address,
      unsubscribeUrl: (id) => `https://arrears.bank.example/unsubscribe?t=${id}`,
      timeouts: { connectMs: 500, silenceMs: 500, totalMs: 2_000 },
      ...changes,
    }),
  );
}

const refuse = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

describe('an e-mail that is taken', () => {
  test('arrives once, in both forms, with the way out and an id that a repeat would have too', async () => {
    const far = keep(await smtpFarSide());
    const delivery = await channelTo(far.port).deliver(message);
    const messageId = `<${messageKey(contactId)}@bank.example>`;
    expect(delivery).toEqual({ outcome: 'sent', providerRef: messageId });
    expect(far.taken.map(({ to }) => to)).toEqual([['li.na@example.com']]);
    const { headers, parts } = readMail(far.taken[0]?.raw ?? '');
    for (const header of [
      `Message-ID: ${messageId}`,
      'From: Example Bank <collections@bank.example>',
      'Reply-To: help@bank.example',
      'To: li.na@example.com',
      'Subject: A payment is overdue',
      'List-Unsubscribe: <https://arrears.bank.example/unsubscribe?t=L1-1.4>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Date: Mon, 02 Nov 2026 02:00:00 +0000',
    ]) {
      expect(headers).toContain(header);
    }
    expect(parts[0]).toContain('Dear Li Na, CNY 500.00 & more is <overdue>.\r\nTalk to us.');
    expect(parts[0]).toContain('https://arrears.bank.example/unsubscribe?t=L1-1.4');
    expect(parts[1]).toContain('>Dear Li Na, CNY 500.00 &amp; more is &lt;overdue&gt;.</p>');
    expect(parts[1]).toContain('href="https://arrears.bank.example/unsubscribe?t=L1-1.4"');
  });

  test('in Chinese reads as it was written', async () => {
    const far = keep(await smtpFarSide());
    const subject = '还款提醒';
    await channelTo(far.port).deliver({
      ...message,
      language: 'zh-CN',
      subject,
      body: '李娜您好，逾期金额500元。',
    });
    const { headers, parts } = readMail(far.taken[0]?.raw ?? '');
    expect(headers).toContain('Content-Language: zh-CN');
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part).toContain('李娜您好，逾期金额500元。');
    expect(parts[1]).toContain('<html lang="zh-CN">');
  });

  test('many go over few connections', async () => {
    const far = keep(await smtpFarSide());
    const channel = channelTo(far.port);
    const ids = Array.from({ length: 40 }, (_, n) => `L${n}-1.1` as ContactId);
    await Promise.all(ids.map((id) => channel.deliver({ ...message, contactId: id })));
    expect(far.taken).toHaveLength(40);
    expect(far.sessions()).toBeLessThanOrEqual(5);
  });
});

describe('an e-mail that is refused for good', () => {
  test.each([
    [550, '5.1.1 no such user', 'unusable'],
    [553, 'mailbox name not allowed', 'unusable'],
    [550, '5.7.1 relaying denied', undefined],
    [552, '5.2.2 mailbox full', undefined],
  ])('recipient %s %s: failed, address %s', async (code, text, effect) => {
    const far = keep(
      await smtpFarSide({ onRcptTo: (_to, _session, callback) => callback(refuse(code, text)) }),
    );
    const delivery = await channelTo(far.port).deliver(message);
    expect(delivery).toMatchObject({ outcome: 'failed', detail: expect.stringContaining(text) as string });
    expect(delivery.outcome === 'failed' && delivery.effect).toBe(effect);
    expect(far.taken).toHaveLength(0);
  });

  test('content: failed, the address is not to blame', async () => {
    const far = keep(await smtpFarSide({}, (answer) => answer(refuse(554, '5.7.1 looks like spam'))));
    const delivery = await channelTo(far.port).deliver(message);
    expect(delivery).toEqual({ outcome: 'failed', detail: 'refused: 554 5.7.1 looks like spam' });
  });

  test.each(['not an address', 'a@b.example, c@d.example', 'a@b.example\r\nRCPT TO:<c@d.example>', ''])(
    'an address that is none (%j) never reaches the server',
    async (address) => {
      const far = keep(await smtpFarSide());
      const delivery = await channelTo(far.port).deliver({ ...message, address });
      expect(delivery).toMatchObject({ outcome: 'failed', effect: 'unusable' });
      expect(far.sessions()).toBe(0);
    },
  );
});

describe('an e-mail that nobody has taken', () => {
  const unavailable = { type: 'UpstreamUnavailable' };

  test.each([
    ['recipient: greylisted', { onRcptTo: rcpt(450, '4.2.0 greylisted') }],
    ['sender: ours, not the customer', { onMailFrom: rcpt(550, '5.7.1 sender refused') }],
    ['greeting', { onConnect: (_s: unknown, callback: (e: Error) => void) => callback(refuse(421, 'busy')) }],
  ])('%s: to be offered again', async (_what, changes) => {
    const far = keep(await smtpFarSide(changes));
    await expect(channelTo(far.port).deliver(message)).rejects.toMatchObject(unavailable);
    expect(far.taken).toHaveLength(0);
  });

  test('a temporary answer to the message: to be offered again, and then it arrives', async () => {
    let first = true;
    const far = keep(
      await smtpFarSide({}, (answer) => {
        answer(first ? refuse(451, '4.3.0 try again later') : null);
        first = false;
      }),
    );
    const channel = channelTo(far.port);
    await expect(channel.deliver(message)).rejects.toMatchObject({ ...unavailable, retryAfterMs: 60_000 });
    expect(await channel.deliver(message)).toMatchObject({ outcome: 'sent' });
  });

  test('a wrong password is not the customer’s fault', async () => {
    const far = keep(
      await smtpFarSide({
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth: (_auth, _session, callback) => callback(refuse(535, '5.7.8 bad credentials')),
      }),
    );
    const channel = channelTo(far.port, { user: 'arrears', password: 'not-to-be-told' });
    const failure: unknown = await channel.deliver(message).catch((error: unknown) => error);
    expect(failure).toMatchObject(unavailable);
    expect(JSON.stringify(failure) + String(failure)).not.toContain('not-to-be-told');
  });

  test('TLS is required and not offered: the message does not go in clear', async () => {
    const far = keep(await smtpFarSide());
    const channel = channelTo(far.port, { tls: 'required' });
    await expect(channel.deliver(message)).rejects.toMatchObject(unavailable);
    expect(far.taken).toHaveLength(0);
  });

  test.each(['required', 'if-offered'] as const)(
    'TLS (%s) is offered with a certificate that nobody vouches for: the message does not go to whoever that is',
    async (tls) => {
      const far = keep(await smtpFarSide({ disabledCommands: [] }));
      await expect(channelTo(far.port, { tls }).deliver(message)).rejects.toMatchObject(unavailable);
      expect(far.taken).toHaveLength(0);
    },
  );

  test('nothing listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(channelTo(port).deliver(message)).rejects.toMatchObject(unavailable);
  });

  test('it accepts and never greets', async () => {
    const far = keep(await scriptedSmtp(() => undefined));
    await expect(channelTo(far.port).deliver(message)).rejects.toMatchObject(unavailable);
  });

  test('silence before the message is asked for', async () => {
    const far = keep(await scriptedSmtp(spoken({ until: 'RCPT' })));
    await expect(channelTo(far.port).deliver(message)).rejects.toMatchObject(unavailable);
  });

  test('slow loris: a greeting that never ends, byte by byte', async () => {
    const timers: NodeJS.Timeout[] = [];
    keep({ close: () => timers.forEach(clearInterval) });
    const far = keep(
      await scriptedSmtp((line, say) => line === '' && timers.push(setInterval(() => say('2'), 50))),
    );
    await expect(channelTo(far.port).deliver(message)).rejects.toMatchObject(unavailable);
  });

  test('a connection that went stale while idle is replaced, and the message arrives once', async () => {
    const sockets: { destroy(): void }[] = [];
    const far = keep(
      await smtpFarSide({}, (answer, { socket }) => {
        answer();
        if (socket) sockets.push(socket);
      }),
    );
    const channel = channelTo(far.port);
    await channel.deliver(message);
    for (const socket of sockets) socket.destroy();
    expect(await channel.deliver({ ...message, contactId: 'L2-1.1' as ContactId })).toMatchObject({
      outcome: 'sent',
    });
    expect(far.taken).toHaveLength(2);
  });
});

describe('an e-mail of which nobody knows', () => {
  const unknown = { type: 'OutcomeUnknown' };

  test('the connection breaks after the message was taken', async () => {
    const far = keep(await smtpFarSide({}, (_answer, { socket }) => socket?.destroy()));
    const channel = channelTo(far.port);
    await expect(channel.deliver(message)).rejects.toMatchObject(unknown);
    expect(await channel.lookUp(contactId)).toBe('unknown');
    expect(far.taken).toHaveLength(1);
  });

  test('it is taken and never answered', async () => {
    const far = keep(await smtpFarSide({}, () => undefined));
    await expect(channelTo(far.port).deliver(message)).rejects.toMatchObject(unknown);
    expect(far.taken).toHaveLength(1);
  });

  test('slow loris: an answer to the message that never ends, byte by byte', async () => {
    const timers: NodeJS.Timeout[] = [];
    keep({ close: () => timers.forEach(clearInterval) });
    const far = keep(
      await scriptedSmtp(spoken({ after: (say) => timers.push(setInterval(() => say('2'), 50)) })),
    );
    await expect(channelTo(far.port).deliver(message)).rejects.toMatchObject(unknown);
    expect(far.sessions()).toBe(1);
  });
});

function rcpt(code: number, text: string) {
  return (_address: unknown, _session: unknown, callback: (error: Error) => void) =>
    callback(refuse(code, text));
}

/** A server that speaks as it should, until a command that it leaves unanswered, or the end of the message. */
function spoken({ until, after }: { until?: string; after?: (say: (text: string) => void) => unknown }) {
  let inData = false;
  return (line: string, say: (text: string) => void) => {
    if (inData) {
      if (line !== '.') return;
      inData = false;
      after?.(say);
    } else if (line === '') {
      say('220 far.example ESMTP\r\n');
    } else if (until !== undefined && line.startsWith(until)) {
      return;
    } else if (line === 'DATA') {
      inData = true;
      say('354 go on\r\n');
    } else {
      say('250 ok\r\n');
    }
  };
}
