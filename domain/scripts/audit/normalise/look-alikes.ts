/**
 * Letters of other scripts that are read as Latin ones, as pairs: look-alike, letter. What Unicode itself knows to be
 * a form of a letter (full-width, circled, bold, accented) needs no entry.
 */
export const LOOK_ALIKES = [
  // Cyrillic
  'аa вb сc ԁd еe ғf һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy ѵv ԝw хx ьb ѡw үy ҝk ӓa єe зe иu пn лn',
  // Greek
  'αa βb γy δd εe ζz ηn ιi κk λl μu νv οo ρp σo ςs τt υu χx ωw ϲc ϳj',
  // Latin letters without a decomposition, Armenian, small capitals and other letters
  'ɑa ƅb ƀb ɓb ƈc đd ɗd ɖd əe ɛe ƒf ɡg ɢg ɠg ħh ɦh ʜh ıi ɩi ɪi ǀl łl ɭl ʟl ƚl ɱm ɴn ŋn ɲn øo ɵo օo ᴏo ƥp ʀr ɾr ꜱs ʂs ƨs ŧt ƭt ᴛt ʋu ʊu ᴜu սu ᴠv ᴡw ʏy ƴy ᴢz ƶz ʐz ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ᴊj ᴋk ᴍm ᴘp հh ոn ցg ѐe',
]
  .join(' ')
  .split(' ');

/** Signs and figures that stand for letters inside a word. */
export const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '£': 'l',
};
