// Asks the model "pets" over gRPC; started by GrpcJsTest as: node client.js PORT PROTO
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [port, proto] = process.argv.slice(2);
const { inference } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true }));
const client = new inference.GRPCInferenceService(
    `127.0.0.1:${port}`, grpc.credentials.createInsecure());

const call = (method, request) => new Promise((resolve, reject) =>
    client[method](request, (error, response) => error ? reject(error) : resolve(response)));

const question = {
  model_name: 'pets',
  id: '42',
  inputs: [{ name: 'feature', datatype: 'FP32', shape: [1, 2] }],
};
const typed = structuredClone(question);
typed.inputs[0].contents = { fp32_contents: [0, 1] };
const raw = { ...question, raw_input_contents: [Buffer.from(new Float32Array([0, 1]).buffer)] };

const out = {};
out.live = (await call('ServerLive', {})).live;
out.ready = (await call('ServerReady', {})).ready;
out.server = (await call('ServerMetadata', {})).name;
out.model = (await call('ModelReady', { name: 'pets' })).ready;
const metadata = await call('ModelMetadata', { name: 'pets' });
out.shape = metadata.inputs[0].shape.map(Number);
out.labels = metadata.outputs[0].parameters.labels.string_param.split('\n');
const one = await call('ModelInfer', typed);
out.typed = one.outputs[0].contents.fp32_contents;
out.id = one.id;
const two = await call('ModelInfer', raw);
const bytes = two.raw_output_contents[0];
out.raw = [bytes.readFloatLE(0), bytes.readFloatLE(4)];
out.refused = await call('ModelInfer', { ...raw, model_name: 'cats' })
    .catch(error => [error.code === grpc.status.NOT_FOUND, error.details]);
console.log(JSON.stringify(out));
client.close();
