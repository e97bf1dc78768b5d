import { askProgram } from './run-program.ts'

/** The index of this machine's pip; '' when pip is missing or uses the usual one. One with a password is not put into images. */
export async function findPipIndex(): Promise<string> {
  const { stdout } = await askProgram(['pip', 'config', 'list'])
  const [, index = ''] = /(?:^|\.)index-url='([^']+)'$/m.exec(stdout) ?? []
  return URL.canParse(index) && new URL(index).password === '' ? index : ''
}
