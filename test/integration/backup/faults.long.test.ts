// needs: postgres, setpriv, sqlite3, zstd, root, mariadbd, mariadb-dump, redis-server
import { describeBackupFaults, listAllBackupCells } from '../../support/backup-fault-matrix.ts'

await describeBackupFaults(listAllBackupCells)
