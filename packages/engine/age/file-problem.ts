import { DeployKitError } from '../../core/index.ts'

/** `problem` goes on where `... is damaged:` ends. No message ever holds a part of the content. */
export function damaged(name: string, problem: string): DeployKitError {
  return new DeployKitError('DK_BACKUP_DAMAGED', {
    message: `${name} is damaged: ${problem}`,
    remedy: 'Do not use it. Take another copy of this file, or another backup'
  })
}

export function keyWrong(message: string, remedy: string): DeployKitError {
  return new DeployKitError('DK_BACKUP_KEY_WRONG', { message, remedy })
}

export function keyInvalid(message: string, remedy: string): DeployKitError {
  return new DeployKitError('DK_BACKUP_KEY_INVALID', { message, remedy })
}
