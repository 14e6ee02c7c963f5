import { memorySuite } from '../ports/memory.ts'
import { openTestDesk } from '../support/test-desk.ts'

// Downloads go to the disk as they come.
memorySuite(async (options, body) => {
  const desk = await openTestDesk(options)
  try {
    await body(desk.desk)
  } finally {
    await desk.close()
  }
}, 0)
