// Puts the page that browses the API beside the console: the stylesheet and program of swagger-ui, and our one line that starts it.
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const from = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
const to = join(import.meta.dirname, '../dist/console/swagger-ui')

await mkdir(to, { recursive: true })
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) await cp(join(from, file), join(to, file))
await writeFile(join(to, 'switchboard.js'), "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', withCredentials: true })\n")
