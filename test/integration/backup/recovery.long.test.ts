// needs: postgres, mariadbd, mariadb-dump, redis-server, sqlite3, setpriv, zstd, unshare, root
import { RECOVERY_KINDS, testRecovery } from '../../support/recovery-trial.ts'

testRecovery('a plain backup of every kind', { kinds: RECOVERY_KINDS, isSealed: false })
testRecovery('a sealed backup of every kind', { kinds: RECOVERY_KINDS, isSealed: true })
testRecovery('a plain backup of a host without zstd', { kinds: RECOVERY_KINDS, isSealed: false, without: 'zstd' })
