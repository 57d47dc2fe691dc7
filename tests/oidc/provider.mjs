// A real OpenID provider for the acceptance tests. Told what to be by one JSON argument; says its address as one line of JSON, and
// takes orders as lines on stdin: `rotate` signs with a new key, `down` and `up` close and open its doors, `fetches` tells how often
// its keys were asked for.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

// Its notices help nobody here, and stdout is for answers.
console.info = () => {};

const told = JSON.parse(process.argv[2]);
const { algorithm, audience, people, clients } = told;

function newKey() {
  const pair = {
    EdDSA: () => generateKeyPairSync('ed25519'),
    ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  }[algorithm]();
  return { ...pair.privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: algorithm };
}

function provider(issuer, key) {
  const made = new Provider(issuer, {
    jwks: { keys: [key] },
    clients: clients.map((client) => ({
      id_token_signed_response_alg: algorithm,
      token_endpoint_auth_method: client.client_secret ? 'client_secret_basic' : 'none',
      ...client,
    })),
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA', 'ES256', 'RS256'] },
    cookies: { keys: ['a test'] },
    pkce: { required: () => true },
    findAccount: (ctx, id) => (people[id] ? { accountId: id, claims: async () => ({ sub: id }) } : undefined),
    extraTokenClaims: (ctx, token) => people[token.accountId] ?? {},
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:hejie',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'cases',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: algorithm } },
        }),
      },
    },
  });
  made.on('server_error', (ctx, error) => console.error(error));
  return made;
}

// Whoever the request hints at is signed in at once: what is tried here is the protocol, not the page.
async function interact(made, request, response) {
  const { prompt, params, session, grantId } = await made.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return made.interactionFinished(request, response, { login: { accountId: params.login_hint } });
  }
  const grant = grantId
    ? await made.Grant.find(grantId)
    : new made.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid');
  grant.addResourceScope('urn:hejie', 'cases');
  return made.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

let current;
let fetches = 0;
const server = createServer((request, response) => {
  if (request.url === '/jwks') fetches += 1;
  if (request.url.startsWith('/interaction/')) {
    interact(current, request, response).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  } else {
    current.callback()(request, response);
  }
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const issuer = `http://127.0.0.1:${port}`;
  current = provider(issuer, newKey());
  console.log(JSON.stringify({ issuer }));
  const orders = {
    rotate: (done) => {
      current = provider(issuer, newKey());
      done();
    },
    down: (done) => {
      server.close(done);
      server.closeAllConnections();
    },
    up: (done) => server.listen(port, '127.0.0.1', done),
    fetches: (done) => done(),
  };
  createInterface({ input: process.stdin })
    .on('line', (order) => orders[order](() => console.log(JSON.stringify({ done: order, fetches }))))
    .on('close', () => process.exit(0));
});
