import { quote } from '../../core/index.ts'

/*
 * Values that only the host knows, when a script runs there. They stand in words as marks, so that the builders which make the words of a
 * plan make those of a script as well; `renderHostWord` turns each into the variable of the script that has the value.
 * The marks are characters that Unicode gives to nobody, and that JSON leaves as they are.
 */
const TEXT = '\u{E000}'
const MEMBER = '\u{E001}'
const NUMBER = '\u{E002}'
const END = '\u{E003}'

/** Anywhere in a word. */
export function hostText(variable: string): string {
  return `${TEXT}${variable}${END}`
}

/** The whole text of a member of a JSON object, but not its last one: without a value there is no member. */
export function hostMember(variable: string): string {
  return `${MEMBER}${variable}${END}`
}

/** In place of a number in JSON. */
export function hostNumber(variable: string): string {
  return `${NUMBER}${variable}${END}`
}

const MARKS = new RegExp(`("[a-z]+":"${MEMBER}[a-z_]+${END}",|"${NUMBER}[a-z_]+${END}"|${TEXT}[a-z_]+${END})`, 'u')

/** One word for a POSIX shell: constants are quoted, values are variables in double quotes. */
export function renderHostWord(word: string): string {
  const parts = word.split(MARKS)
  return parts.length === 1 ? quote(word) : parts.map((part, index) => (index % 2 === 0 ? renderConstant(part) : renderMark(part))).join('')
}

function renderConstant(text: string): string {
  return text === '' ? '' : quote(text)
}

function renderMark(mark: string): string {
  const [, variable = ''] = /[\u{E000}-\u{E002}](.*)\u{E003}/u.exec(mark) ?? []
  const [, member] = new RegExp(`^"([a-z]+)":"${MEMBER}`, 'u').exec(mark) ?? []
  return member === undefined ? `"$${variable}"` : `"\${${variable}:+\\"${member}\\":\\"$${variable}\\",}"`
}
