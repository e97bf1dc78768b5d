// needs: postgres, setpriv, sqlite3, zstd, root
import { describeBackupFaults, listAllBackupCells } from '../../support/backup-fault-matrix.ts'

await describeBackupFaults(listAllBackupCells)
