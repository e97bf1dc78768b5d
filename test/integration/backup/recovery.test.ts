// needs: postgres, mariadbd, mariadb-dump, redis-server, sqlite3, setpriv, zstd, unshare, root
import { testRecovery } from '../../support/recovery-trial.ts'

// With the other kinds, plain, and with gzip: in the long run.
testRecovery('a sealed backup', { kinds: ['postgres', 'redis', 'sqlite', 'files'], isSealed: true })
