import { inflateSync } from 'node:zlib';

/** What a reader of a PDF can copy out of it: by the character maps that its fonts carry. For PDFs that we make. */

interface PdfText {
  /** text of each page, its lines in the order in which they were drawn */
  pages: string[];
  /** names of the fonts inside */
  fonts: string[];
}

export function readPdf(pdf: Buffer): PdfText {
  const objects = objectsOf(pdf);
  const dictionary = (id: string) => objects.get(id)?.dictionary ?? '';
  const pages = [...objects.values()].filter(({ dictionary: text }) => /\/Type \/Page\b/.test(text));
  return {
    pages: pages.map((page) => {
      const content = /\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '';
      const resources = dictionary(/\/Resources (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '');
      const maps = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font = '']) => {
          const map = /\/ToUnicode (\d+) 0 R/.exec(dictionary(font))?.[1] ?? '';
          return [name, charactersOf(objects.get(map)?.stream ?? '')];
        }),
      );
      return textOf(objects.get(content)?.stream ?? '', maps);
    }),
    fonts: [
      ...new Set([...pdf.toString('latin1').matchAll(/\/FontName \/(\S+)/g)].map(([, name = '']) => name)),
    ],
  };
}

function objectsOf(pdf: Buffer): Map<string, { dictionary: string; stream?: string }> {
  const objects = new Map<string, { dictionary: string; stream?: string }>();
  const text = pdf.toString('latin1');
  for (const { 1: id = '', index } of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const end = text.indexOf('\nendobj', index);
    const start = text.indexOf('\nstream\n', index);
    if (start < 0 || start > end) {
      objects.set(id, { dictionary: text.slice(index, end) });
      continue;
    }
    const dictionary = text.slice(index, start);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const bytes = pdf.subarray(start + 8, start + 8 + length);
    const plain = dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(id, { dictionary, stream: plain.toString('latin1') });
  }
  return objects;
}

function charactersOf(cmap: string): Map<number, string> {
  const characters = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], offset) => {
      const utf16 = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16();
      characters.set(Number.parseInt(from, 16) + offset, utf16.toString('utf16le'));
    });
  }
  return characters;
}

function textOf(content: string, maps: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let map: ReadonlyMap<number, string> | undefined;
  const lines: string[] = [];
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) map = maps.get(font);
    if (shown === undefined) continue;
    const hex = [...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, part = '']) => part).join('');
    lines.push((hex.match(/.{4}/g) ?? []).map((id) => map?.get(Number.parseInt(id, 16)) ?? '?').join(''));
  }
  return lines.join('\n');
}
