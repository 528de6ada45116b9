import { upstreamUnavailable } from '../../domain/failures.ts';
import type { ContactId } from '../../domain/ids.ts';
import { callOnce, signedHeaders, type HttpTimeouts } from './http-call.ts';
import type { Letterhead } from './letter-pdf.ts';
import { LetterSpool } from './letter-spool.ts';
import type { ChannelAdapter, DeliveryOutcome, OutgoingMessage } from './ports.ts';

/** Takes a finished letter to whoever prints and posts it. */
export interface LetterPrinter {
  print(letter: { contactId: ContactId; customerId: string; pdf: Buffer }): Promise<DeliveryOutcome>;
  lookUp: ChannelAdapter['lookUp'];
}

export interface LetterOptions {
  letterhead: Letterhead;
  printer: LetterPrinter;
  decrypt: (address: string) => string;
}

/** Letters, as PDF. */
export function letterChannel({ letterhead, printer, decrypt }: LetterOptions): ChannelAdapter {
  async function deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const { contactId, post } = message;
    if (!post) return { outcome: 'failed', detail: 'it is not known for whom the letter is' };
    const address = decrypt(message.address);
    // With its fonts it is large: loaded when the first letter is printed.
    const { letterPdf, UnprintableText } = await import('./letter-pdf.ts');
    const onFile = address !== `customer ${post.customerId}`;
    const addressLines = onFile ? address.split('\n') : [post.customerId];
    try {
      const pdf = await letterPdf({ ...message, post, addressLines }, letterhead);
      return await printer.print({ contactId, customerId: post.customerId, pdf });
    } catch (error) {
      if (error instanceof UnprintableText) return { outcome: 'failed', detail: error.message };
      throw error;
    }
  }
  return { deliver, lookUp: (contactId) => printer.lookUp(contactId) };
}

/** Letters into a folder that a printer watches. @param folder made when the first letter is put into it */
export function spoolPrinter(folder: string): LetterPrinter {
  const spool = new LetterSpool(folder);
  return {
    async print({ contactId, pdf }) {
      const name = nameOf(contactId);
      try {
        await spool.put(name, pdf);
      } catch (error) {
        if (!isStorageError(error) || (await spool.has(name).catch(() => true))) throw error;
        throw upstreamUnavailable(`the folder for letters cannot be written: ${(error as Error).message}`, {
          cause: error,
        });
      }
      return { outcome: 'sent', providerRef: `${name}.pdf` };
    },
    lookUp: async (contactId) => ((await spool.has(nameOf(contactId))) ? 'sent' : 'not-sent'),
  };
}

/** One plain file name that printers do not take for a hidden file. */
const nameOf = (contactId: ContactId) => encodeURIComponent(contactId).replace(/^\./, '%2E');

const isStorageError = (error: unknown) => typeof (error as NodeJS.ErrnoException).code === 'string';

export interface LetterWebhookOptions {
  url: string;
  secret: string;
  /** epoch milliseconds, real time: what a signature is dated with */
  now: () => number;
  timeouts?: HttpTimeouts;
}

/** Letters to a service that prints and posts them, by HTTP. */
export function webhookPrinter({ url, secret, now, timeouts }: LetterWebhookOptions): LetterPrinter {
  return {
    async print({ contactId, customerId, pdf }) {
      const key = encodeURIComponent(contactId);
      const headers = {
        'content-type': 'application/pdf',
        'x-arrears-contact': key,
        'x-arrears-customer': encodeURIComponent(customerId),
        ...signedHeaders(secret, pdf, key, now()),
      };
      const name = 'the letter service';
      const { status } = await callOnce({ url, headers, body: pdf, name, ...(timeouts && { timeouts }) });
      return status < 300
        ? { outcome: 'sent', providerRef: key }
        : { outcome: 'failed', detail: `${name} refused it (HTTP ${status})` };
    },
    lookUp: () => Promise.resolve('unknown'),
  };
}
