/**
 * @returns the text as it is compared: width, case and apostrophes do not matter, nor does what surrounds it, and the
 *   few traditional characters of the words that are looked for are the simplified ones
 * @example foldText('  ＳＴＯＰ！ ') // 'stop!'
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\p{Cf}/gu, '')
    .replace(
      /[訂發還錢個號碼錯過給們認識當電話開轉點塊萬兩週這後請復]/gu,
      (letter) => SIMPLIFIED[letter] ?? letter,
    )
    .replace(/\s+/g, ' ')
    .trim();
}

const SIMPLIFIED: Readonly<Record<string, string>> = {
  訂: '订',
  發: '发',
  還: '还',
  錢: '钱',
  個: '个',
  號: '号',
  碼: '码',
  錯: '错',
  過: '过',
  給: '给',
  們: '们',
  認: '认',
  識: '识',
  當: '当',
  電: '电',
  話: '话',
  開: '开',
  轉: '转',
  點: '点',
  塊: '块',
  萬: '万',
  兩: '两',
  週: '周',
  這: '这',
  後: '后',
  請: '请',
  復: '复',
};
