from . import bench_payload
