import { CACHING, type Headers } from '../security-headers.ts';

/** Files for a web server, by their names. */
export type ServerFiles = Readonly<Record<string, string>>;

/** The servers there are files for. */
export const SERVERS = ['nginx', 'caddy', 'apache', 'netlify', 'container'] as const;
export type ServerName = (typeof SERVERS)[number];

export interface ServerFilesOptions {
  /** From the folder in which a container is built to the folder of its files; `container` if absent. */
  readonly folder?: string;
  /** Pages and JSON files of the build, by their paths (`/index.html`): hosts like Netlify's know no rule by file name's end. */
  readonly fresh?: readonly string[];
}

/** The configuration that makes that server answer with these headers and the app's caching. */
export function serverFiles(
  server: ServerName,
  headers: Headers,
  { folder = 'container', fresh = [] }: ServerFilesOptions = {},
): ServerFiles {
  switch (server) {
    case 'nginx':
      return { 'intervisit.conf': nginx(headers, TLS) };
    case 'caddy':
      return { Caddyfile: caddy(headers) };
    case 'apache':
      return { 'intervisit.conf': apache(headers) };
    case 'netlify':
      return { _headers: netlify(headers, fresh) };
    case 'container':
      return { Containerfile: containerfile(folder), 'nginx.conf': nginx(headers, BEHIND_PROXY) };
    default:
      return server satisfies never;
  }
}

const MADE = 'Made by `npm run headers`; make it anew when issuers.json changes.';

const TLS = `  listen 443 ssl;
  server_name intervisit.example.org; # your host
  ssl_certificate /etc/ssl/intervisit.pem; # your certificate
  ssl_certificate_key /etc/ssl/intervisit.key;
  root /srv/intervisit; # the folder dist`;

const BEHIND_PROXY = `  listen 8080;
  root /usr/share/nginx/html;`;

// One list at the server's level: a location with an add_header of its own would drop all of them.
function nginx(headers: Headers, where: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `  add_header ${name} ${quoted(value)} always;`);
  return `# ${MADE}
map $uri $intervisit_caching {
  default ${quoted(CACHING.other)};
  ~/assets/[^/]+$ ${quoted(CACHING.hashed)};
  "~(?:/|\\.html|\\.json)$" ${quoted(CACHING.fresh)};
}

server {
${where}
  index index.html;
  server_tokens off;
${lines.join('\n')}
  add_header Cache-Control $intervisit_caching always;
}
`;
}

function caddy(headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `\t\t${name} ${quoted(value)}`);
  return `# ${MADE}
# Your host: Caddy gets its certificate by itself.
intervisit.example.org {
	# The folder dist.
	root * /srv/intervisit
	header {
${lines.join('\n')}
		-Server
	}
	@hashed path */assets/*
	@fresh path */ *.html *.json
	@other not path */assets/* */ *.html *.json
	header @hashed Cache-Control ${quoted(CACHING.hashed)}
	header @fresh Cache-Control ${quoted(CACHING.fresh)}
	header @other Cache-Control ${quoted(CACHING.other)}
	encode zstd gzip
	file_server
}
`;
}

// Without mod_headers Apache refuses the file, which is better than serving the app without them.
function apache(headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `Header always set ${name} ${quoted(value.replaceAll('%', '%%'))}`);
  return `# ${MADE}
# Needs mod_headers. Include it in the virtual host of the folder dist, or put it there as .htaccess.
${lines.join('\n')}
Header always set Cache-Control ${quoted(CACHING.other)}
<FilesMatch "\\.(?:html|json)$">
  Header always set Cache-Control ${quoted(CACHING.fresh)}
</FilesMatch>
<If "%{REQUEST_URI} =~ m#/assets/[^/]+$#">
  Header always set Cache-Control ${quoted(CACHING.hashed)}
</If>
`;
}

function netlify(headers: Headers, fresh: readonly string[]): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  const paths = ['/', ...fresh].map((path) => `${path}\n  Cache-Control: ${CACHING.fresh}`);
  return `# ${MADE}
# Belongs into the folder dist, for Netlify and hosts that read the same file.
/*
${lines.join('\n')}
/assets/*
  Cache-Control: ${CACHING.hashed}
${paths.join('\n')}
`;
}

function containerfile(folder: string): string {
  return `# ${MADE}
# From the project's folder, after npm run build:  docker build -f ${folder}/Containerfile -t intervisit .
# It serves plain http on port 8080 as an unprivileged user: put your TLS proxy before it.
# Other settings than the built ones:  -v ./issuers.json:/usr/share/nginx/html/issuers.json:ro
FROM nginxinc/nginx-unprivileged:stable-alpine
COPY ${folder}/nginx.conf /etc/nginx/conf.d/default.conf
COPY dist /usr/share/nginx/html
EXPOSE 8080
USER 101
HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/launch.html
`;
}

/** No header of ours has a quotation mark or a backslash in it; one that had would end the text early. */
function quoted(value: string): string {
  if (/["\\$\n\r]/.test(value)) throw new Error('a header holds a character that ends the text in a configuration file');
  return `"${value}"`;
}
