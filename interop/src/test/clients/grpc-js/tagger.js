// Asks the tagger "colour" about a JPEG over gRPC; started by GrpcJsTest as:
// node tagger.js PORT PROTO JPEG
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [port, proto, file] = process.argv.slice(2);
const { inference } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true }));
const client = new inference.GRPCInferenceService(
    `127.0.0.1:${port}`, grpc.credentials.createInsecure());

const infer = request => new Promise((resolve, reject) =>
    client.ModelInfer(request, (error, response) => error ? reject(error) : resolve(response)));

const jpeg = readFileSync(file);
const image = { name: 'image', datatype: 'BYTES', shape: [1] };
const length = Buffer.alloc(4);
length.writeUInt32LE(jpeg.length);

const out = {};
const typed = await infer(
    { model_name: 'colour', inputs: [{ ...image, contents: { bytes_contents: [jpeg] } }] });
out.typed = typed.outputs[0].contents.fp32_contents;
const raw = await infer({
  model_name: 'colour', inputs: [image], raw_input_contents: [Buffer.concat([length, jpeg])] });
const bytes = raw.raw_output_contents[0];
out.raw = [bytes.readFloatLE(0), bytes.readFloatLE(4)];
console.log(JSON.stringify(out));
client.close();
